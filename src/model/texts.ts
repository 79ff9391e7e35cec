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
    known.set(part, changed);
    return changed;
  }
}

/** A copy of the same class, as errors have one, with other parts; the very same where none is another. */
function withParts(whole: object, change: (part: unknown) => unknown): object {
  if (Array.isArray(whole)) {
    const items = whole.map(change);
    return items.some((item, index) => item !== whole[index]) ? items : whole;
  }
  if (whole instanceof Map) {
    const entries = [...whole].map(([key, part]) => [key, change(part)] as const);
    return entries.some(([key, part]) => part !== whole.get(key)) ? new Map(entries) : whole;
  }
  const prototype = Object.getPrototypeOf(whole);
  if (prototype !== Object.prototype && !(whole instanceof Error)) return whole;
  const fields = Object.getOwnPropertyDescriptors(whole);
  let isOther = false;
  for (const field of Object.values(fields)) {
    if (!('value' in field)) continue;
    const changed = change(field.value);
    isOther ||= !Object.is(changed, field.value);
    field.value = changed;
  }
  return isOther ? Object.create(prototype, fields) : whole;
}
