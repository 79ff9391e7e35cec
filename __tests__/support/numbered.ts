/** `TaskId.1=…&TaskId.2=…`, written for the tests: both vendors number lists from one. */
export function numbered(name: string, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id, index) => [`${name}.${index + 1}`, id]));
}
