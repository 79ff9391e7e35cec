import { endAtOnce } from '../../process.ts';
import { wait } from '../../session.ts';
import { exitCodeOf, signalCode } from '../exit-code.ts';
import { commandHost } from '../host.ts';
import type { Run } from '../shell.ts';

/** `wait`, and `check`, which is a wait of one look. */
export const waitFor: Run = async ({ line, streams, program, second }) => {
  const { world, interruption } = program;
  const { host, close } = commandHost(line, world, streams);
  endAtOnce(second, signalCode, close);
  const outcome = await wait(host, world, interruption, (written) => {
    program.endWith(exitCodeOf(written));
    // What is left may be cut off after a signal.
    close();
    program.written();
  });
  close();
  return exitCodeOf(outcome);
};
