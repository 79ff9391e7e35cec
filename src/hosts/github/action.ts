import type { World } from '../../model/world.ts';
import type { Host } from '../host.ts';
import { type HostProcess, inRealProcess } from '../process.ts';
import { cancelLater, wait } from '../session.ts';
import { githubHost } from './github.ts';
import { createCommands } from './workflow-commands.ts';

/** The action: waits, reports, and sets the exit code. `signalled` aborts with the name of a signal. Never rejects. */
export async function main(signalled: AbortSignal): Promise<void> {
  await asStep(signalled, async (host, { world, interruption, endWith, written }) => {
    // Whatever ends the process early, it has not succeeded.
    endWith(1);
    const { isOk } = await wait(host, world, interruption, (outcome) => {
      if (outcome.isOk) endWith(0);
      written();
    });
    endWith(isOk ? 0 : 1);
  });
}

/** The post step of a cancelled job: repeats the cancels that the main step owes. Never rejects, never fails the step. */
export async function post(): Promise<void> {
  await asStep(new AbortController().signal, (host, { world }) => cancelLater(host, world));
}

/** Works as a step of a job, whose log is the process's output. */
async function asStep(
  signalled: AbortSignal,
  work: (host: Host, program: HostProcess) => Promise<void>,
): Promise<void> {
  await inRealProcess(signalled, async (program) => {
    const { world, stdout } = program;
    const commands = createCommands(world.env, stdout);
    await work(githubHost(world, commands), program);
    return ({ clock }: Pick<World, 'clock'>) => commands.logTaken(clock);
  });
}
