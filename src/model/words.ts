/** Where Unicode's rules and ours are the same. */
const ASCII = /^[\0-\x7f]*$/;

/**
 * The words of a vendor are compared without regard to case, in ASCII alone: Unicode's rules would take `ſ` for an `S`
 * and `ﬁ` for an `FI`, and no vendor writes those.
 */
export function upperAscii(word: string): string {
  if (ASCII.test(word)) return word.toUpperCase();
  return word.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 32));
}

/** True where two words differ in nothing but the case of ASCII letters. */
export function isSameWord(a: string, b: string): boolean {
  return upperAscii(a) === upperAscii(b);
}
