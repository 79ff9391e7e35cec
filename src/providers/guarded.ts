import { unusableAnswer } from '../model/errors.ts';
import type { Observation } from '../model/task.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Found, Provider, Result } from './provider.ts';

/** As the input `task-id` takes them. */
const ID = /^[A-Za-z0-9][\w.:-]{0,255}$/;

/** Ids and references are made of these; a script that took anything else would do something else. */
const VALUE = /^[A-Za-z0-9][\w.:/@+~-]{0,499}$/;

/**
 * A provider of which everything that came from outside passes by here, once: its texts and its errors lose the secrets in
 * them before anything cuts, escapes or writes them, and what a script takes (`imageId`, `image`, `resourceIds`) is one
 * line of sensible characters or left out. What decides was read before.
 */
export function guarded(provider: Provider, hide: Secrets['hide']): Provider {
  const { find, earlierTasks, cancel, failureReason, describeResult, failureLog } = provider;
  const seen = (all: readonly Observation[]) => hide(all).map(usable);
  // The id is the very one that was asked for, whatever a secret may have in common with it.
  const asked = (all: readonly Observation[]) =>
    seen(all).map((task, index) => {
      const { id } = all[index] ?? task;
      return task.id === id ? task : { ...task, id };
    });
  // One that the cloud chose is asked for, shown and handed on.
  const listed = (observation: Observation) => {
    const task = usable(observation);
    if (ID.test(task.id)) return task;
    throw unusableAnswer('The answer lists a task of which the id is none.');
  };

  async function safely<T, U>(answer: Promise<T>, read: (answer: T) => U): Promise<U> {
    try {
      return read(await answer);
    } catch (error) {
      throw hide(error);
    }
  }

  return {
    ask: (ids, signal) => safely(provider.ask(ids, signal), asked),
    ...(find && {
      find: (parents, signal) =>
        safely(find(parents, signal), (found) => {
          const entries = [...hide(found)].map(([parent, { tasks, ...why }]): [string, Found] => [
            parent,
            { tasks: tasks.map(listed), ...why },
          ]);
          return new Map(entries);
        }),
    }),
    ...(earlierTasks && {
      earlierTasks: (task, signal) => safely(earlierTasks(task, signal), seen),
    }),
    ...(cancel && { cancel: (id, signal) => safely(cancel(id, signal), () => undefined) }),
    ...(failureReason && {
      failureReason: (task, signal) => safely(failureReason(task, signal), hide),
    }),
    ...(describeResult && {
      describeResult: (task, signal) =>
        safely(describeResult(task, signal), (result) => usableResult(hide(result))),
    }),
    ...(failureLog && { failureLog: (task, signal) => safely(failureLog(task, signal), hide) }),
  };
}

/** The very same where all that a script takes of it will do. */
function usable(seen: Observation): Observation {
  const { imageId, image, resourceIds = [] } = seen;
  const given = [imageId, image, ...resourceIds].filter((value) => value !== undefined);
  return given.every((value) => VALUE.test(value)) ? seen : withoutStrange(seen);
}

function withoutStrange({ imageId, image, resourceIds, ...rest }: Observation): Observation {
  return {
    ...rest,
    ...(imageId !== undefined && VALUE.test(imageId) && { imageId }),
    ...(image !== undefined && VALUE.test(image) && { image }),
    ...(resourceIds && { resourceIds: resourceIds.filter((id) => VALUE.test(id)) }),
  };
}

/** A deploy that waits for an image is told that it gets none. */
function usableResult({ image, ...rest }: Result): Result {
  if (image === undefined) return rest;
  if (VALUE.test(image)) return { image, ...rest };
  return { ...rest, warning: 'What the cloud calls the image is no reference; `image` is empty.' };
}
