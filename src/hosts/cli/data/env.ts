import { commandless } from '../../../render/escape.ts';
import { type Outputs, outputNames } from '../../../render/outputs.ts';

/** GitLab takes no larger dotenv report. */
const MOST_BYTES = 5_120;

const OMITTED = 'CLOUD_TASK_OMITTED';

/** What no shell, no dotenv parser and no CI gives a meaning; `%` is none, so that decoding always gives the text back. */
const PLAIN = /[A-Za-z0-9_\-./:@,+=]/;

/** `CLOUD_TASK_STATE=succeeded` and so on. What does not fit is left out, and named in the last line. */
export function envText(outputs: Outputs): string {
  // Room for the longest that the last line could be.
  let room = MOST_BYTES - lineOf(OMITTED, outputNames.join(',')).length;
  let text = '';
  const omitted: string[] = [];
  for (const name of outputNames) {
    const line = lineOf(`CLOUD_TASK_${name.toUpperCase().replaceAll('-', '_')}`, outputs[name]);
    if (line.length > room) omitted.push(name);
    else {
      text += line;
      room -= line.length;
    }
  }
  return text + lineOf(OMITTED, omitted.join(','));
}

function lineOf(name: string, value: string): string {
  return `${name}=${encoded(value)}\n`;
}

/** By bytes of UTF-8; all that is left is ASCII. What a CI would take for a command of such characters is broken too. */
function encoded(text: string): string {
  const plain = Array.from(Buffer.from(text), (byte) => {
    const char = String.fromCharCode(byte);
    return PLAIN.test(char) ? char : percent(byte);
  }).join('');
  return commandless(plain, (char) => percent(char.charCodeAt(0)));
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
