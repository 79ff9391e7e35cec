import { InputError, messageOf } from '../model/errors.ts';
import type { World } from '../model/world.ts';
import { connect } from '../wait/connect.ts';
import { concludeError, type Outcome } from '../wait/outcome.ts';
import { cancelOwed } from '../wait/owed-cancels.ts';
import { run } from '../wait/run.ts';
import { bareReport, writeInputError, writeOutcome, writeUnexpected } from './ending.ts';
import type { Host, Publisher } from './host.ts';
import { owedIds } from './owed.ts';
import { readAll, secretsOf } from './prepared.ts';
import { createReporter } from './reporter.ts';

const UNREADABLE_STATE =
  'What {host:before} left for this one cannot be read. Tasks that were to be cancelled may still run: look at them in the console of the cloud.';

/**
 * A wait from the inputs to the report, on any host. Gives what it came to and never rejects. `onWritten` is told once all
 * is written that later steps need: what is left then may take a request.
 */
export async function wait(
  host: Host,
  world: World,
  signal: AbortSignal,
  onWritten: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome> {
  let secrets = secretsOf(host, world);
  let publisher: Publisher = {};
  try {
    if (host.problems?.length) throw new InputError(host.problems);
    const { inputs, credentials } = await readAll(host, world, (own) => {
      publisher = own;
    });
    // Told to the host in its log, and so not before something is sent that could bring them there.
    secrets = secretsOf(host, world, host.mask);
    const reporter = createReporter(inputs, host, publisher, world, secrets);
    const connection = connect(inputs, credentials, world, host, secrets);
    const outcome = await run(inputs, connection, world, reporter, signal);
    const report = reporter.report(outcome);
    writeOutcome(report, host, publisher);
    onWritten(outcome);
    await reporter.end(report);
    return outcome;
  } catch (thrown) {
    const error = secrets.hide(thrown);
    const outcome = concludeError(error, secrets.hide);
    const bare = bareReport(outcome, world.clock.now());
    if (error instanceof InputError) writeInputError(error, bare, host, publisher);
    else writeUnexpected(bare, host, publisher);
    return outcome;
  }
}

/** Repeats the cancels that a wait which was stopped has left to a later process. Never rejects. */
export async function cancelLater(host: Host, world: World): Promise<void> {
  const left = host.load();
  // Nearly always there is nothing to do, and nothing to read for it.
  if (left === '') return;
  const { screen } = host;
  const secrets = secretsOf(host, world, host.mask);
  const tell = (line: string) => screen.line(secrets.hide(line));
  let warnings: string[] = [];
  try {
    const { inputs, credentials } = await readAll(host, world);
    const owed = owedIds(left, inputs.taskIds);
    const connection = connect(inputs, credentials, world, host, secrets);
    const told = owed && (await cancelOwed(inputs, owed, connection, world.clock));
    for (const line of told?.lines ?? []) tell(line);
    warnings = told?.warnings ?? [UNREADABLE_STATE];
  } catch (error) {
    warnings = [messageOf(error)];
  }
  const { warnings: most } = screen.most;
  for (const text of warnings.slice(0, most)) screen.warning(secrets.hide(text), 'Not cancelled');
  for (const text of warnings.slice(most)) tell(text);
}
