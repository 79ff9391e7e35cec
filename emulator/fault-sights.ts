import { serviceOf } from './kinds.ts';
import type { TaskView } from './timeline.ts';

/** Faults of what a service sees: the tasks that are there in, the tasks it answers with out. */
export type Sight = (views: TaskView[], kind: string) => TaskView[];

/** Such an answer is for one task, the first of what is seen; others are shown beside it. */
function isSingle(kind: string): boolean {
  return serviceOf(kind).answersForOne ?? false;
}

function restated(view: TaskView, status: string, isFinished: boolean): TaskView {
  const step = { ...view.step, status };
  const { finishedAt: _, ...rest } = view;
  const changed = { ...rest, status, step };
  return isFinished ? { ...changed, finishedAt: view.finishedAt ?? view.modifiedAt } : changed;
}

/** The word for a task that failed. */
function failureOf(kind: string): string {
  return serviceOf(kind).words.last.find((word) => /^fail/i.test(word)) ?? '';
}

/** Somebody else's task, finished with success. */
function stranger(kind: string, number: number): TaskView {
  const status = serviceOf(kind).words.success;
  const time = Date.parse('2026-01-01T00:00:00Z');
  const step = { at: 0, status, progress: 100, imageId: `m-stranger-${number}` };
  const id = `stranger-${number}`;
  return {
    script: { kind, id, parent: `parent-of-${id}`, steps: [step] },
    id,
    status,
    step,
    reached: [{ step, time }],
    createdAt: time,
    modifiedAt: time,
    finishedAt: time,
  };
}

const strangers = (kind: string) => [stranger(kind, 1), stranger(kind, 2)];

export const nothing: Sight = () => [];

export const onlyStrangers: Sight = (_, kind) => strangers(kind);

/** Strangers on both sides in a list, so that neither end is the right one. */
export const strangersToo: Sight = (views, kind) => {
  const [one, two] = strangers(kind);
  if (!one || !two) return views;
  return isSingle(kind) ? [...views, one, two] : [one, ...views, two];
};

/** Each task twice: once with success, once running. A lone answer says running. */
export const disagreeing: Sight = (views, kind) =>
  views.flatMap((view) => {
    const success = restated(view, serviceOf(kind).words.success, true);
    const running = restated(view, serviceOf(kind).words.running, false);
    return isSingle(kind) ? [running, success] : [success, running];
  });

/** Each task with success and with failure. A lone answer says the truth, and the two stand beside it. */
export const contradicting: Sight = (views, kind) =>
  views.flatMap((view) => {
    const success = restated(view, serviceOf(kind).words.success, true);
    const failure = restated(view, failureOf(kind), true);
    return isSingle(kind) ? [view, success, failure] : [success, failure];
  });

/** Other parents' tasks, finished with success and newer than all that was asked for. */
export const newerStrangers: Sight = (views, kind) => {
  const newest = Math.max(0, ...views.map((view) => view.createdAt));
  const newer = strangers(kind).map((view, at) => ({ ...view, createdAt: newest + at + 1 }));
  return isSingle(kind) ? [...views, ...newer] : [...newer, ...views];
};

/** Beside each task one of the same parent and of the same second, finished with success. */
export const twins: Sight = (views, kind) =>
  views.flatMap((view) => {
    const id = `twin-of-${view.id}`;
    const success = restated(view, serviceOf(kind).words.success, true);
    const twin = { ...success, id, script: { ...view.script, id } };
    return isSingle(kind) ? [view, twin] : [twin, view];
  });

export const newWord: Sight = (views) =>
  views.map((view) => restated(view, 'EMULATED_NEW_STATUS', false));

export const allSucceeded: Sight = (views, kind) =>
  views.map((view) => restated(view, serviceOf(kind).words.success, true));
