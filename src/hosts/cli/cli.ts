import { createPrinter } from '../printer.ts';
import { endAtOnce, type HostProcess, inRealProcess } from '../process.ts';
import { wait } from '../session.ts';
import { type CommandLine, readArguments } from './arguments.ts';
import { EXIT, exitCodeOf, signalCode } from './exit-code.ts';
import { commandHost, type Streams } from './host.ts';
import { terminalOf } from './terminal.ts';

/**
 * The command line. `first` aborts with the name of the first signal, which is answered, and `second` with that of the next,
 * which ends it at once. `folder` is that of the entry. Never rejects.
 */
export async function cli(first: AbortSignal, second: AbortSignal, folder: string): Promise<void> {
  await inRealProcess(first, async (process) => {
    const out = createPrinter(process.stdout);
    const err = createPrinter(process.stderr);
    const streams: Streams = {
      data: out.print,
      line: (text) => err.print(`${text}\n`),
      terminal: terminalOf(process.stderr(), process.stdout()),
    };
    // Whatever ends the process early, it has not succeeded.
    process.endWith(EXIT.error);
    const line = readArguments(process.typed);
    process.endWith(await run({ line, streams, process, folder, second }));
    return ({ clock }) => Promise.all([out.drained(clock), err.drained(clock)]);
  });
}

/** What a verb is given. */
export interface Shell {
  line: CommandLine;
  streams: Streams;
  process: HostProcess;
  /** Where the bundle is. */
  folder: string;
  /** Aborts with the second signal. */
  second: AbortSignal;
}

async function run(shell: Shell): Promise<number> {
  return waitOrCheck(shell);
}

async function waitOrCheck({ line, streams, process, second }: Shell): Promise<number> {
  const { world, interruption } = process;
  // Read where it can be seen, and nowhere else: it knows how wide each character is.
  const live = streams.terminal && (await import('./live/view.ts'));
  const { host, close } = commandHost(line, world, streams, live?.openLiveView);
  endAtOnce(second, signalCode, close);
  const outcome = await wait(host, world, interruption, (written) => {
    process.endWith(exitCodeOf(written));
    process.written();
  });
  close();
  return exitCodeOf(outcome);
}
