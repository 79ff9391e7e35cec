import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter('en');

/** Columns that a text takes on a terminal: two for East Asian letters and emoji, none for marks above and below. */
export const widthOf = (text: string) => stringWidth(text);

/** The text in `width` columns or fewer: cut behind a whole character, with a mark where something is left out. */
export function cut(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${start(charactersOf(text), width - 1)}${mark(width)}`;
}

/** The same from the middle: ids of one cloud begin alike, and differ in their ends. */
export function cutInside(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const characters = charactersOf(text);
  const behind = start(characters.toReversed(), Math.floor((width - 1) / 2), true);
  return `${start(characters, width - 1 - widthOf(behind))}${mark(width)}${behind}`;
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(width - widthOf(text), 0)) + text;
}

function mark(width: number): string {
  return width > 0 ? '…' : '';
}

/** Characters as they are read: a letter with its marks, an emoji of several parts. */
function charactersOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** As many of the first as fit. */
function start(characters: readonly string[], width: number, isReversed = false): string {
  let [taken, left] = ['', width];
  for (const character of characters) {
    left -= widthOf(character);
    if (left < 0) break;
    taken = isReversed ? character + taken : taken + character;
  }
  return taken;
}
