import type { Edit } from './fault-edits.ts';
import { serviceOf } from './kinds.ts';
import type { AnswerShape } from './service.ts';

/** Fields beside which an entry stands where it is the whole answer: they say how the request went. */
const envelope = ['Code', 'code', 'Message', 'message', 'IsSuccess', 'AccessDeniedDetail'];

/**
 * Gives every field of an entry that only informs another value, and leaves it out where that is `undefined`. Fields
 * that an entry may have and has not are put in. What decides (id, state, envelope, the parent where it was asked for)
 * stays.
 */
export function informing(spoil: (before: unknown) => unknown): Edit {
  return (reply, _, { operation, call }) => {
    if (operation.kind === undefined) return reply;
    const { answers } = serviceOf(operation.kind);
    // Look-ups of another operation hold one thing, and it is no list of tasks.
    const place = operation.action === answers.action ? answers.entries : [];
    const deciding = new Set([
      ...answers.deciding,
      ...parentFields(answers, call.params),
      ...(place.length === 0 ? envelope : []),
    ]);
    const change = (entry: unknown) => {
      if (!isRecord(entry)) return entry;
      const names = [...Object.keys(entry), ...answers.optional];
      const changed = names
        .filter((name) => !deciding.has(name))
        .map((name) => [name, spoil(entry[name])]);
      return { ...entry, ...Object.fromEntries(changed) };
    };
    return { ...reply, body: JSON.stringify(changeAt(JSON.parse(reply.body), place, change)) };
  };
}

/** The same lists and objects with another value wherever they hold a plain one, or nothing; a plain one stays as it is. */
export function inside(value: unknown): (before: unknown) => unknown {
  const spoil = (before: unknown): unknown => {
    if (Array.isArray(before)) return before.length > 0 ? before.map(spoil) : [value];
    if (!isRecord(before)) return value;
    return Object.fromEntries(Object.entries(before).map(([name, each]) => [name, spoil(each)]));
  };
  return (before) => (typeof before === 'object' && before !== null ? spoil(before) : before);
}

function parentFields({ parent }: AnswerShape, params: Record<string, string>): readonly string[] {
  const { param = '', fields = [] } = parent ?? {};
  const isAsked = Object.keys(params).some((name) => name.split('.')[0] === param);
  return isAsked ? fields : [];
}

/** A copy in which what stands at the place, or each item of a list there, is changed. */
function changeAt(
  body: unknown,
  place: readonly string[],
  change: (entry: unknown) => unknown,
): unknown {
  const [name, ...rest] = place;
  if (name === undefined) return Array.isArray(body) ? body.map(change) : change(body);
  if (!isRecord(body) || !(name in body)) return body;
  return { ...body, [name]: changeAt(body[name], rest, change) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
