import * as fc from 'fast-check';
import type { Kind } from '../../../emulator/index.ts';
import type { Http, HttpResponse } from '../../../src/model/world.ts';
import { CONTRACT } from '../contract.ts';
import { withEcho } from '../echo-text.ts';
import { answer } from '../world.ts';

/** Commands of every system, as a cloud might send them. */
const COMMANDS = [
  '::error::owned',
  '::add-mask::a',
  '::group::x',
  '::set-output name=state::succeeded',
  '::stop-commands::pause',
  '##[error]owned',
  '##[add-mask]a',
  '##[GROUP]x',
  '##vso[task.setvariable variable=state;isOutput=true]succeeded',
  '##vso[task.complete result=Succeeded]done',
  '##VSO[task.logissue type=error]owned',
  '##vso',
  '##teamcity[buildProblem description=owned]',
  'x $(System.AccessToken)',
  'section_start:1700000000:owned',
  'section_start:1700000000:owned[collapsed=true]\r\u001b[0Kowned',
  'section_end:1700000000:owned\r\u001b[0K',
  '--- owned',
  '+++ owned',
  '~~~ owned',
  '^^^ +++',
  '---',
  '\u001b[31m--- owned',
  '\u001b]1339;url=http://owned\u0007',
  '\u001b[2J\u001b[1A',
] as const;

/** What may stand before, between and behind them: ends of lines, spaces of each sort, what a careless escape would join. */
const BETWEEN = [
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\t',
  '',
  '#',
  '##',
  '\\',
  ':',
  '-',
  '%0A',
  '%5D',
  ']',
  ';',
  '"',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u200b',
  '\ufeff',
  '\u001b[0K',
  '\\u0023',
  '\u0000',
];

/** A text that a cloud sends: commands among other things. */
export const hostileText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...COMMANDS) },
      { weight: 4, arbitrary: fc.constantFrom(...BETWEEN) },
      { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => /[a-z]/.test(text));

/** Every one of them by itself, and at the start of a second line. */
export const plainAttacks = COMMANDS.flatMap((command) => [
  command,
  `x ${command}`,
  `x\n${command}`,
]);

/** Where in a field it stands. */
export type Place = 'instead' | 'before' | 'behind';
export const places: readonly Place[] = ['instead', 'before', 'behind'];

/** What is answered with. */
export type Answering = 'texts' | 'word' | 'error' | 'ids';
export const answerings: readonly Answering[] = ['texts', 'word', 'error', 'ids'];

const MARK = '\u0001';

/** A cloud with `text` in every field that does not decide, in the word of a state, in an error, or in the ids of a parent's tasks. */
export function hostileCloud(kind: Kind, answering: Answering, text: string, place: Place) {
  return (http: Http): Http =>
    async (request, signal) => {
      const response = await http(request, signal);
      const headers = { ...response.headers, 'x-acs-request-id': text, 'x-tt-logid': text };
      if (answering === 'error') return refusal(kind, text, headers);
      const word = answering === 'word' ? text : undefined;
      const marked = withEcho(JSON.parse(response.body), MARK, word);
      const [, id] = CONTRACT[kind].entries;
      const body = placed(marked, answering === 'ids' ? id : '');
      return { ...response, headers, body: JSON.stringify(body) };
    };

  function placed(value: unknown, id: string, name = ''): unknown {
    if (Array.isArray(value)) return value.map((item) => placed(item, id, name));
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(([key, of]) => [key, placed(of, id, key)]);
      return Object.fromEntries(entries);
    }
    if (typeof value !== 'string') return value;
    if (id !== '' && name === id) return text;
    if (!value.endsWith(MARK)) return value;
    const own = value.slice(0, -MARK.length - 1);
    return { instead: text, before: `${text}${own}`, behind: `${own}${text}` }[place];
  }
}

function refusal(kind: Kind, text: string, headers: HttpResponse['headers']): HttpResponse {
  const error = { Code: `Refused.${text}`, Message: text, RequestId: text };
  const alibaba = { ...error, code: error.Code, message: text, requestId: text };
  const volcengine = { ResponseMetadata: { RequestId: text, Error: error } };
  return answer(kind.startsWith('volcengine') ? volcengine : alibaba, 403, headers);
}
