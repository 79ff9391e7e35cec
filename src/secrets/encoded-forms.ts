/** A text that gives a secret away. */
export interface Form {
  text: string;
  isBase64: boolean;
}

/**
 * The forms in which a secret may stand in a decoded text: as it is, and in base64 of both alphabets at each of the three
 * places where it may begin in a group of bytes, on its own or within something longer.
 */
export function encodedForms(secret: string): Form[] {
  // A form writes a space as a plus.
  const plain = [secret, withCapitalHex(secret)].flatMap((text) => [
    text,
    text.replaceAll(' ', '+'),
  ]);
  const base64 = [0, 1, 2].map((offset) => base64At(offset, secret));
  const urlSafe = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    ...[...new Set(plain)].map((text) => ({ text, isBase64: false })),
    ...[...new Set([...base64, ...urlSafe])].map((text) => ({ text, isBase64: true })),
  ];
}

/** Percent-encoded where it is not ASCII, which `decoded` leaves as it is. */
function withCapitalHex(secret: string): string {
  return secret.replaceAll(/[^\0-\x7f]+/gu, (part) => encodeURIComponent(part.toWellFormed()));
}

/** What base64 makes of a secret behind `offset` other bytes: the letters that the secret alone decides. */
function base64At(offset: number, secret: string): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const [first, last] = [Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6)];
  return bytes.toString('base64').slice(first, last);
}
