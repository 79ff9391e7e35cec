/** Generated parts of a text that is written by hand otherwise, each between `<!-- name:begin -->` and `<!-- name:end -->`. */

/**
 * `text` with every region as it should be, and the names of those that were not. Throws where a region has no place in
 * the text, or a place no region.
 */
export function render(
  text: string,
  regions: Readonly<Record<string, string>>,
): { text: string; stale: string[] } {
  const places = [...text.matchAll(/<!-- ([\w./-]+):begin -->/g)].map(([, name = '']) => name);
  const unknown = places.filter((name) => !Object.hasOwn(regions, name));
  if (unknown.length > 0) throw new Error(`Nothing is generated for ${unknown.join(', ')}.`);
  const stale: string[] = [];
  let rendered = text;
  for (const [name, body] of Object.entries(regions)) {
    const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
    const from = rendered.indexOf(begin);
    // In YAML the mark stands in a comment, which is a line of its own as well.
    const to = rendered.lastIndexOf('\n', rendered.indexOf(end)) + 1;
    if (from < 0 || to <= from) throw new Error(`There is no place for ${name}: ${begin} … ${end}`);
    const next = `${rendered.slice(0, from + begin.length)}\n${body}\n${rendered.slice(to)}`;
    if (next !== rendered) stale.push(name);
    rendered = next;
  }
  return { text: rendered, stale };
}
