import type { HostProcess } from '../process.ts';
import type { CommandLine } from './arguments.ts';
import type { Streams } from './host.ts';

/** What a verb is given. */
export interface Shell {
  line: CommandLine;
  streams: Streams;
  program: HostProcess;
  /** Where the bundle is. */
  folder: string;
  /** Aborts with the name of the second signal. */
  second: AbortSignal;
}

/** Does what a verb says, and gives the exit code. Never rejects. */
export type Run = (shell: Shell) => Promise<number>;
