import { raced } from '../../../model/clock.ts';
import { InputError, InterruptedError, messageOf } from '../../../model/errors.ts';
import { loadProvider, providerNames } from '../../../providers/index.ts';
import { canCancel } from '../../../providers/provider.ts';
import { connect } from '../../../wait/connect.ts';
import { cancelOpen } from '../../../wait/owed-cancels.ts';
import { CHECK_ID } from '../../../wait/verdicts/bad-end.ts';
import { readAll, secretsOf } from '../../prepared.ts';
import { endAtOnce } from '../../process.ts';
import { EXIT, type ExitCode, signalCode } from '../exit-code.ts';
import { commandHost } from '../host.ts';
import { type Owed, owedBy } from '../owed-state.ts';
import type { Run, Shell } from '../shell.ts';

/** `cancel`, by ids or by the state that a wait has left: looks first, and leaves alone what has ended. */
export const cancel: Run = async (shell) => {
  const owed = owedBy(shell.line);
  const { world } = shell.program;
  const { host, close } = commandHost(owed.line, world, shell.streams);
  endAtOnce(shell.second, signalCode, close);
  const { screen } = host;
  const secrets = secretsOf(host, world, host.mask);
  try {
    if (host.problems?.length) throw new InputError(host.problems);
    if (owed.nothing !== undefined) {
      screen.line(secrets.hide(owed.nothing));
      return EXIT.succeeded;
    }
    return await ask(owed, host, shell, secrets);
  } catch (thrown) {
    const error = secrets.hide(thrown);
    if (error instanceof InterruptedError) {
      screen.error(error.message, 'Interrupted');
      return signalCode(error.signal);
    }
    if (!(error instanceof InputError)) {
      screen.error(messageOf(error), 'Unexpected error');
      return EXIT.error;
    }
    for (const { input, message } of error.problems) screen.error(message, `Input ${input}`);
    return EXIT.usage;
  }
};

async function ask(
  { isFromState, line }: Owed,
  host: ReturnType<typeof commandHost>['host'],
  { program: { world, interruption } }: Shell,
  secrets: ReturnType<typeof secretsOf>,
): Promise<ExitCode> {
  const { screen } = host;
  if (line.inputs.provider === undefined) {
    const message = 'Name a kind and the ids of its tasks, or --state FILE.';
    throw new InputError([{ input: 'provider', message }]);
  }
  const kind = providerNames.find((name) => name === line.inputs.provider);
  // Known without keys, which a clean-up may not have.
  if (kind && !canCancel(await loadProvider(kind))) {
    const message = `${kind} has no cancel API: look at its tasks in the console of the cloud.`;
    if (!isFromState) throw new InputError([{ input: 'provider', message }]);
    screen.warning(message, 'Not cancelled');
    return EXIT.succeeded;
  }
  const { inputs, credentials } = await readAll(host, world);
  const { taskIds, warnings } = inputs;
  for (const warning of warnings) screen.warning(secrets.hide(warning), 'Input');
  if (taskIds.length === 0) {
    const message = 'Name the ids of the tasks to cancel, or --state FILE.';
    throw new InputError([{ input: 'task-id', message }]);
  }
  const connection = connect(inputs, credentials, world, host, secrets);
  // A wait that was stopped early may have left a task that is not listed yet: that one is tried.
  const unlisted = isFromState ? 'tried' : 'left';
  const result = await raced(
    cancelOpen(inputs, taskIds, connection, world.clock, unlisted),
    interruption,
  );
  for (const line of result.lines) screen.line(secrets.hide(line));
  for (const id of result.missing) {
    screen.error(secrets.hide(`${id} was not found. ${CHECK_ID}`), 'Not cancelled');
  }
  const refused = result.failed.filter(({ isTooLate }) => !isTooLate);
  for (const { id, reason } of refused) {
    screen.error(secrets.hide(`${id} could not be cancelled: ${reason}`), 'Not cancelled');
  }
  if (refused.length > 0) return EXIT.error;
  return result.missing.length > 0 ? EXIT.notFound : EXIT.succeeded;
}
