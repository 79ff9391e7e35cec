import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../model/errors.ts';
import { worded } from '../../model/wording.ts';
import { loadProvider, providerNames } from '../../providers/index.ts';
import { visible } from '../../render/escape.ts';
import { createPrinter } from '../printer.ts';
import { inRealProcess } from '../process.ts';
import { readArguments } from './arguments.ts';
import { EXIT } from './exit-code.ts';
import type { Verb } from './flags.ts';
import { helpText, usageText } from './help.ts';
import type { Streams } from './host.ts';
import type { Run, Shell } from './shell.ts';
import { terminalOf } from './terminal.ts';
import { cancel } from './verbs/cancel.ts';
import { completion } from './verbs/completion.ts';
import { emulator } from './verbs/emulator.ts';
import { kinds } from './verbs/kinds.ts';
import { waitFor } from './verbs/wait.ts';
import { cliWording } from './wording.ts';

const verbs: Readonly<Record<Verb, Run>> = {
  wait: waitFor,
  check: waitFor,
  cancel,
  kinds,
  emulator,
  completion,
};

/**
 * The command line. `first` aborts with the name of the first signal, which is answered, and `second` with that of the next,
 * which ends it at once. `folder` is that of the entry. Never rejects.
 */
export async function cli(first: AbortSignal, second: AbortSignal, folder: string): Promise<void> {
  await inRealProcess(first, async (program) => {
    const out = createPrinter(program.stdout);
    const err = createPrinter(program.stderr);
    const streams: Streams = {
      data: out.print,
      line: (text) => err.print(`${text}\n`),
      terminal: terminalOf(program.stderr(), program.stdout()),
    };
    // Whatever ends the process early, it has not succeeded.
    program.endWith(EXIT.error);
    try {
      const line = readArguments(program.typed);
      program.endWith(await run({ line, streams, program, folder, second }));
    } catch (error) {
      // Whatever it is, it has no secret to tell: what has one is told by a verb.
      streams.line(`error: ${visible(messageOf(error))}`);
    }
    return async ({ clock }) => {
      await out.drained(clock);
      // The exit code stays that of the outcome, as where a file does not take it.
      if (out.lost())
        streams.line(`warning: What is on stdout is not whole: ${visible(out.lost())}`);
      await err.drained(clock);
    };
  });
}

async function run(shell: Shell): Promise<number> {
  const { line, streams, program, folder } = shell;
  if (program.typed.length === 0) {
    // An empty variable must not be green.
    streams.line(usageText().trimEnd());
    return EXIT.usage;
  }
  if (line.wants === 'version') streams.data(`${versionIn(folder)}\n`);
  if (line.wants === 'help') streams.data(await helpOn(shell));
  if (line.wants) return EXIT.succeeded;
  // What waits and cancels tells its problems as a host does, with the result that goes with them.
  const isTold = ['wait', 'check', 'cancel'].includes(line.verb);
  for (const { message } of isTold ? [] : line.problems) {
    streams.line(`error: ${visible(worded(message, cliWording))}`);
  }
  return line.problems.length > 0 && !isTold ? EXIT.usage : verbs[line.verb](shell);
}

async function helpOn({ line, program }: Shell): Promise<string> {
  const kind = providerNames.find((name) => name === line.inputs.provider);
  const isTyped = program.typed.includes(line.verb);
  return helpText(
    isTyped ? line.verb : undefined,
    kind === undefined ? undefined : await loadProvider(kind),
  );
}

/** As the build has written it beside the bundle. */
function versionIn(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return String(version ?? 'unknown');
}
