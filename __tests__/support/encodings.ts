/** With the hexadecimal digits of percent-encoding as some libraries write them. */
export const lowerHex = (text: string) =>
  text.replaceAll(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
const everyLetter = (secret: string, of: (code: number) => string) =>
  [...secret].map((char) => of(char.charCodeAt(0))).join('');
const hex = (code: number) => code.toString(16).padStart(2, '0');

/** What clouds, proxies and libraries make of a text. */
export const ENCODINGS: Record<string, (secret: string) => string> = {
  plain: (secret) => secret,
  'percent-encoded': encodeURIComponent,
  'percent-encoded by RFC 3986': (secret) =>
    encodeURIComponent(secret).replaceAll(
      /[!'()*]/g,
      (char) => `%${hex(char.charCodeAt(0)).toUpperCase()}`,
    ),
  'percent-encoded in lower case': (secret) => lowerHex(encodeURIComponent(secret)),
  'every letter percent-encoded': (secret) => everyLetter(secret, (code) => `%${hex(code)}`),
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'of a form': (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  'of a form in lower case': (secret) =>
    lowerHex(new URLSearchParams({ a: secret }).toString().slice(2)),
  base64: (secret) => Buffer.from(secret).toString('base64'),
  'url-safe base64': (secret) => Buffer.from(secret).toString('base64url'),
  'percent-encoded base64': (secret) => encodeURIComponent(Buffer.from(secret).toString('base64')),
  'JSON in JSON': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'JSON with every letter escaped': (secret) => everyLetter(secret, (code) => `\\u00${hex(code)}`),
  'HTML entities': (secret) => everyLetter(secret, (code) => `&#${code};`),
  'named HTML entities': (secret) => secret.replaceAll('&', '&amp;').replaceAll("'", '&#x27;'),
};
