import * as core from './workflow-commands.ts';

/** Name of what is saved. */
export const OWED = 'owed-cancels';

/** An id has no space in it. */
const BETWEEN = ' ';

/** Stands for every id of `task-id`: such a list has reached this step as an input, and so it reaches the next one. */
const ALL_GIVEN = '*';

/** Linux starts no process with a variable of more than 128 KiB, name and end included. */
const MOST_CHARACTERS = 100_000;

/**
 * What the main step has left for `post`: ids of tasks that were to be cancelled and of which the cloud has not taken the
 * cancel. `given` are those of the inputs. Undefined where it cannot be read.
 */
export function owedCancels(given: readonly string[]): readonly string[] | undefined {
  const text = core.getState(OWED);
  if (text === ALL_GIVEN) return given;
  const ids = text.split(BETWEEN).filter(Boolean);
  return ids.every((id) => /^[A-Za-z0-9][\w.:-]*$/.test(id)) ? ids : undefined;
}

/**
 * Leaves word for `post`; the last word counts. Gives why that could not be done, empty where it was. Of a list that is too
 * long, all that were given: `post` looks before it cancels, and leaves alone what has ended.
 */
export function leaveOwedCancels(ids: readonly string[]): string {
  const text = ids.join(BETWEEN);
  return core.saveState(OWED, text.length > MOST_CHARACTERS ? ALL_GIVEN : text);
}
