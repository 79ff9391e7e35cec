import { ADDRESS_VARIABLES } from '../../inputs/endpoints.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { InputError } from '../../model/errors.ts';
import { isSettled } from '../../model/task.ts';
import type { World } from '../../model/world.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Publisher } from '../host.ts';
import { storeRecord } from './state-file.ts';
import { keptInputs, type StateRecord } from './state-record.ts';

/** What of a command goes into its state. */
interface Typed {
  inputs: Readonly<Record<string, string>>;
  profile?: string | undefined;
}

/**
 * Keeps the state of a wait in a file: at once, before anything is sent, with all that a later call needs; again once ids are
 * known that were not given; and at the end with what it came to. Where it cannot be written at once, nothing begins.
 */
export function stateKeeper(
  path: string,
  typed: Typed,
  { clock, nonce, env }: Pick<World, 'clock' | 'nonce' | 'env'>,
  hide: Secrets['hide'],
): Publisher {
  let record: StateRecord | undefined;
  let warn: (text: string, title: string) => void = () => undefined;
  const store = (next: StateRecord) => {
    record = next;
    return storeRecord(path, hide(next), nonce());
  };
  const keep = (next: StateRecord) => {
    const lost = store(next);
    if (lost) warn(`The state file ${path} could not be written: ${lost}`, 'State');
  };
  return {
    begin(_, tell, inputs) {
      warn = tell;
      const problem = store(firstRecord(typed, inputs, clock.now(), env));
      if (problem === '') return;
      // Nothing begins, and so nothing is to be kept of it.
      record = undefined;
      const message = `--state: \`${path}\` cannot be written: ${problem}`;
      throw new InputError([{ input: 'state', message }]);
    },
    update({ tasks }) {
      if (!record || record.taskIds.length > 0 || tasks.length === 0) return;
      keep({ ...record, taskIds: tasks.map(({ id }) => id) });
    },
    write({ outcome, endedAt }) {
      if (!record) return;
      const { state, status, message, tasks } = outcome;
      const settled = tasks.filter(isSettled).map(({ id }) => id);
      const taskIds = tasks.length > 0 ? tasks.map(({ id }) => id) : record.taskIds;
      const end = { state, status, message, endedAt: timeOf(endedAt), settled };
      keep({ ...record, taskIds, end });
    },
  };
}

/** Region and addresses stand in it from wherever they came: a clean-up may run without the variables of the wait. */
function firstRecord(
  { inputs: texts, profile }: Typed,
  { provider, taskIds, region, timeoutMs }: Inputs,
  now: number,
  env: World['env'],
): StateRecord {
  const addresses = Object.entries(ADDRESS_VARIABLES).map(([name, variable]) => [
    name,
    texts[name]?.trim() || env[variable]?.trim() || '',
  ]);
  const all: Record<string, string> = { ...texts, region, ...Object.fromEntries(addresses) };
  const inputs = keptInputs.flatMap((name) => (all[name] ? [[name, all[name]]] : []));
  return {
    provider,
    taskIds,
    inputs: Object.fromEntries(inputs),
    ...(profile !== undefined && { profile }),
    startedAt: timeOf(now),
    deadline: timeOf(now + timeoutMs),
  };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
