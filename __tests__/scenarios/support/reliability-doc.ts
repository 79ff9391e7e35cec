import { type Category, faults } from '../../../emulator/index.ts';
import { kinds } from './cloud.ts';
import { type Cell, type Row, rows } from './matrix.ts';

/** The command that writes the file anew. */
const COMMAND = 'UPDATE_RELIABILITY=1 npm test -- __tests__/scenarios/reliability.test.ts';

const TITLES: Record<Category, string> = {
  throttling: 'Throttling',
  transient: 'Trouble that passes',
  answer: 'Answers that are odd or wrong',
  clock: 'Clocks that disagree',
  credential: 'Credentials that end',
  fatal: 'Refusals',
};

const INTENTS: Record<Category, string> = {
  throttling: 'The wait goes on, at the pace that the server asks for, until its deadline.',
  transient:
    'The wait goes on until its deadline, and so does the job: one warning when trouble starts, one line when it is over.',
  answer:
    "Only the vendor's own word for success, in the entry of the very task, is success. What is odd is waited out; a task that is missing for too long is `not-found`.",
  clock: "The request is signed again with the server's time, and the wait does not notice.",
  credential: 'Keys that were given cannot be renewed; a role can, once for each expired answer.',
  fatal: 'Nothing that waiting could mend: the wait ends at once and says what to do.',
};

/** Writes what the cells did as `docs/reliability.md`. Nothing in it depends on time, ports or ids of a run. */
export function reliabilityDoc(cells: readonly Cell[]): string {
  const categories = Object.keys(TITLES) as Category[];
  return `${[
    '# What trouble does to a wait',
    '',
    '<!-- Generated from a run of __tests__/scenarios/reliability.test.ts; do not edit by hand. -->',
    '',
    'Each fault that the emulator can play meets each kind of task twice, with the real client, over real HTTP, on a clock',
    'that runs faster. First it hits a few requests and is gone, while the task goes on to succeed. Then it stays: where it',
    'lets the truth through, the task runs for ever; where it hides the truth, the task has in fact succeeded, and nobody',
    'can know. A cell shows the output `state` of both: with the fault that passes / with the fault that stays.',
    '',
    `The file is what a run gave, compared by the tests and written by \`${COMMAND}\`.`,
    ...categories.flatMap((category) => section(category, cells)),
  ].join('\n')}\n`;
}

function section(category: Category, cells: readonly Cell[]): string[] {
  const mine = rows.filter(({ fault }) => faults[fault].category === category);
  const heads = kinds.map((kind) => `\`${kind}\``).join(' | ');
  return [
    '',
    `## ${TITLES[category]}`,
    '',
    INTENTS[category],
    '',
    `| fault | what happens | ${heads} |`,
    `| --- | --- |${' --- |'.repeat(kinds.length)}`,
    ...mine.map((row) => {
      const states = kinds.map((kind) => {
        const state = (span: Cell['span']) =>
          cells.find((cell) => cell.row === row && cell.kind === kind && cell.span === span)
            ?.outcome.state;
        return `${state('passes')} / ${state('stays')}`;
      });
      return `| ${name(row)} | ${faults[row.fault].description} | ${states.join(' | ')} |`;
    }),
    '',
    `What the user sees where it stays, here of \`${kinds[0]}\`:`,
    '',
    '| fault | warning | how it ends |',
    '| --- | --- | --- |',
    ...mine.map((row) => {
      const cell = cells.find(
        (each) => each.row === row && each.kind === kinds[0] && each.span === 'stays',
      );
      const { message = '', nextStep = '' } = cell?.outcome ?? {};
      return `| ${name(row)} | ${plain(cell?.warnings[0] ?? '–')} | ${plain(`${message} ${nextStep}`)} |`;
    }),
  ];
}

function name({ fault, access }: Row): string {
  return `\`${fault}\`${access === 'role' ? ' with `role-to-assume`' : ''}`;
}

/** Text without what differs from run to run, and as Markdown shows it letter by letter. */
function plain(text: string): string {
  return (
    text
      .trim()
      .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
      .replaceAll(/\b[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\b/g, 'ID')
      .replaceAll(/\b\d+ characters/g, 'N characters')
      // What the system says of a broken connection depends on the moment that it breaks.
      .replaceAll(
        /No answer from HOST: .*?(?= The wait goes on| Check region|$)/g,
        'No answer from HOST: …',
      )
      .replaceAll(
        /((?:At the end there was no usable answer|The last try): ).*?(?= It goes on| Check region| Find out| The cloud itself|$)/g,
        '$1…',
      )
      .replaceAll(/[|<>`*_[\]\\]/g, (char) => `\\${char}`)
  );
}
