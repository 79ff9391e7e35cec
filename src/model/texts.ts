/** `value` with every text in it changed; itself where no text changes. */
export function inAllTexts<T>(value: T, change: (text: string) => string): T {
  // What was looked at: what refers to itself, as a certificate in an error does, is not gone through again.
  const known = new Map<object, unknown>();
  return inside(value) as T;

  function inside(part: unknown): unknown {
    if (typeof part === 'string') return change(part);
    if (typeof part !== 'object' || part === null) return part;
    if (known.has(part)) return known.get(part);
    known.set(part, part);
    const changed = withParts(part, inside);
    if (changed !== part) known.set(part, changed);
    return changed;
  }
}

/** A copy of the same class, as errors have one, with other parts; the very same where none is another. */
function withParts(whole: object, change: (part: unknown) => unknown): object {
  if (Array.isArray(whole)) return withItems(whole, change);
  if (whole instanceof Map) {
    const entries = [...whole].map(([key, part]) => [key, change(part)] as const);
    return entries.some(([key, part]) => part !== whole.get(key)) ? new Map(entries) : whole;
  }
  const isPlain = Object.getPrototypeOf(whole) === Object.prototype;
  return isPlain || whole instanceof Error ? withFields(whole, isPlain, change) : whole;
}

function withItems(
  list: readonly unknown[],
  change: (part: unknown) => unknown,
): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const changed = change(list[index]);
    if (changed === list[index]) continue;
    copy ??= [...list];
    copy[index] = changed;
  }
  return copy ?? list;
}

/** Described is only what becomes another: of an answer next to nothing does, and descriptions are ten times its size. */
function withFields(whole: object, isPlain: boolean, change: (part: unknown) => unknown): object {
  let fields = isPlain
    ? undefined
    : (Object.getOwnPropertyDescriptors(whole) as PropertyDescriptorMap);
  let isOther = false;
  for (const name in fields ?? whole) {
    const known = fields?.[name];
    // What an error works out by itself is left to it.
    if (known && !('value' in known)) continue;
    const part: unknown = known ? known.value : Reflect.get(whole, name);
    const changed = change(part);
    if (Object.is(changed, part)) continue;
    isOther = true;
    fields ??= Object.getOwnPropertyDescriptors(whole) as PropertyDescriptorMap;
    const field = fields[name];
    if (field && 'value' in field) field.value = changed;
  }
  return isOther ? Object.create(Object.getPrototypeOf(whole), fields ?? {}) : whole;
}
