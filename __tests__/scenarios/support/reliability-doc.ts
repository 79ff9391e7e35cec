import type { Kind } from '../../../emulator/index.ts';
import { kinds } from '../../../emulator/index.ts';
import type { LocalCell } from './local-rows.ts';
import type { Cell } from './matrix.ts';
import { phasesDoc } from './phases-doc.ts';
import { type Group, type Row, rows } from './rows.ts';
import { NO_SUCH_NAME } from './silent-hosts.ts';

/** The command that writes the file anew. */
const COMMAND = 'UPDATE_RELIABILITY=1 npm test -- __tests__/scenarios/reliability.test.ts';

const TITLES: Record<Group, string> = {
  throttling: 'Throttling',
  transient: 'Trouble that passes',
  connection: 'Connections that do not come about',
  answer: 'Answers that are odd or wrong',
  fields: 'Fields that are null or of another type',
  envelopes: 'Error envelopes beside a success',
  parents: 'Look-ups by parent',
  clock: 'Clocks that disagree',
  credential: 'Credentials that end',
  fatal: 'Refusals',
};

const INTENTS: Record<Group, string> = {
  throttling: 'The wait goes on, at the pace that the server asks for, until its deadline.',
  transient:
    'The wait goes on until its deadline, and so does the job: one warning when trouble starts, one line when it is over.',
  answer:
    "Only the vendor's own word for success, in the entry of the very task, is success. What is odd is waited out; a task that is missing for too long is `not-found`.",
  connection:
    'Deadline and signal end whatever is under way. What waiting does not mend, of a host that has never answered, is an error after a minute.',
  fields: 'What only informs is left out where it cannot be read, and never costs the wait.',
  envelopes:
    'An error that is there and cannot be read is an error, and no success whatever stands beside it. It passes.',
  parents:
    'Only tasks of that parent count. Where the newest cannot be told, the answer is unusable, and the next one may be better.',
  clock: "The request is signed again with the server's time, and the wait does not notice.",
  credential: 'Keys that were given cannot be renewed; a role can, once for each expired answer.',
  fatal: 'Nothing that waiting could mend: the wait ends at once and says what to do.',
};

/** Writes what the cells did as `docs/reliability.md`. Nothing in it depends on time, ports or ids of a run. */
export function reliabilityDoc(cells: readonly Cell[], local: readonly LocalCell[]): string {
  const groups = Object.keys(TITLES) as Group[];
  return `${[
    '# What trouble does to a wait',
    '',
    '<!-- Generated from a run of __tests__/scenarios/reliability.test.ts; do not edit by hand. -->',
    '',
    'Each fault that the emulator can play meets each kind of task twice, with the real client, over real HTTP, on a clock',
    'that runs faster. First it hits a few requests and is gone, while the task goes on to succeed. Then it stays: where it',
    'lets the truth through, the task runs for ever; where it hides the truth, the task has in fact succeeded, and nobody',
    'can know. A cell shows the output `state` of both: with the fault that passes / with the fault that stays. Connections',
    'are the same for all kinds, and are tried with one of each cloud; – is what cannot be tried.',
    '',
    `The file is what a run gave, compared by the tests and written by \`${COMMAND}\`.`,
    ...groups.flatMap((group) => section(group, cells)),
    ...phasesDoc,
    ...localSection(local),
  ].join('\n')}\n`;
}

function section(group: Group, cells: readonly Cell[]): string[] {
  const mine = rows.filter((row) => row.group === group);
  const shown = kinds.filter((kind) => mine.some((row) => row.kinds.includes(kind)));
  const [example] = shown;
  if (!example) return [];
  const cellOf = (row: Row, kind: Kind, span: Cell['span']) =>
    cells.find((cell) => cell.row === row && cell.kind === kind && cell.span === span);
  const stateOf = (...of: Parameters<typeof cellOf>) => cellOf(...of)?.outcome.state ?? '–';
  return [
    '',
    `## ${TITLES[group]}`,
    '',
    INTENTS[group],
    '',
    `| fault | what happens | ${shown.map((kind) => `\`${kind}\``).join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(shown.length)}`,
    ...mine.map((row) => {
      const states = shown.map(
        (kind) => `${stateOf(row, kind, 'passes')} / ${stateOf(row, kind, 'stays')}`,
      );
      return `| ${row.name} | ${row.description} | ${states.join(' | ')} |`;
    }),
    '',
    `What the user sees where it stays, here of \`${example}\`:`,
    '',
    '| fault | warning | how it ends |',
    '| --- | --- | --- |',
    ...mine.map((row) => {
      const cell = cellOf(row, example, 'stays');
      const { message = '', nextStep = '' } = cell?.outcome ?? {};
      return `| ${row.name} | ${plain(cell?.warnings[0] ?? '–')} | ${plain(`${message} ${nextStep}`)} |`;
    }),
  ];
}

function localSection(cells: readonly LocalCell[]): string[] {
  return [
    '',
    '## What this machine does not let through',
    '',
    'The wait goes its way, and the exit code is that of the task: of one that succeeds / of one that fails. What could not be',
    'written is a warning. Nothing of the kind of task matters here; the committed bundle is run with one of them.',
    '',
    '| fault | what happens | exit code | warning |',
    '| --- | --- | --- | --- |',
    ...cells.map(({ row, success, failed }) => {
      const warnings = success.warnings.map(({ title, message }) => `${title}: ${message}`);
      const codes = `${success.code} / ${failed.code}`;
      return `| ${row.name} | ${row.description} | ${codes} | ${plain(warnings.join(' ') || '–')} |`;
    }),
  ];
}

/** Text without what differs from run to run, and as Markdown shows it letter by letter. */
function plain(text: string): string {
  return (
    text
      .trim()
      .replaceAll(/\s+/g, ' ')
      .replaceAll(NO_SUCH_NAME, 'nobody.invalid')
      .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
      .replaceAll(/\b[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\b/g, 'ID')
      .replaceAll(/\b\d+ characters/g, 'N characters')
      // What the system says of a broken connection depends on the moment that it breaks.
      .replaceAll(
        /No answer from HOST: .*?(?= The wait goes on| HOST has never| Check region|$)/g,
        'No answer from HOST: …',
      )
      .replaceAll(
        /((?:At the end there was no usable answer|The last try): ).*?(?= It goes on| Check region| Find out| The cloud itself|$)/g,
        '$1…',
      )
      .replaceAll(/[|<>`*_[\]\\]/g, (char) => `\\${char}`)
  );
}
