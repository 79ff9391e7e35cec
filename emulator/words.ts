/** A vendor's word without regard to case, in ASCII alone: `ſuccess` is another word. */
export function fold(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
