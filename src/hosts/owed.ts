/**
 * What is left for a later process, should this one be killed: ids of tasks that were to be cancelled and of which the
 * cloud has not taken the cancel.
 */

/** An id has no space in it. */
const BETWEEN = ' ';

/** Stands for every id of `task-id`: such a list has reached this process as an input, and so it reaches the next one. */
const ALL_GIVEN = '*';

/** Linux starts no process with a variable of more than 128 KiB, name and end included. */
const MOST_CHARACTERS = 100_000;

/**
 * The text to leave. Of a list that is too long, all that were given: who repeats a cancel looks first, and leaves alone
 * what has ended.
 */
export function owedText(ids: readonly string[]): string {
  const text = ids.join(BETWEEN);
  return text.length > MOST_CHARACTERS ? ALL_GIVEN : text;
}

/** The ids in such a text; `given` are those of the inputs. Undefined where it cannot be read. */
export function owedIds(text: string, given: readonly string[]): readonly string[] | undefined {
  if (text === ALL_GIVEN) return given;
  const ids = text.split(BETWEEN).filter(Boolean);
  return ids.every((id) => /^[A-Za-z0-9][\w.:-]*$/.test(id)) ? ids : undefined;
}
