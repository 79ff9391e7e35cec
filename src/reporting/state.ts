import * as core from './runner.ts';

const NAME = 'owed-cancels';

/**
 * What the main step has left for `post`: ids of tasks that were to be cancelled and of which the cloud has not taken the
 * cancel.
 */
export function owedCancels(): string[] {
  const text = core.getState(NAME);
  if (text === '') return [];
  const ids: unknown = JSON.parse(text);
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

/** Leaves word for `post`; the last word counts. */
export function leaveOwedCancels(ids: readonly string[]): void {
  core.saveState(NAME, JSON.stringify(ids));
}
