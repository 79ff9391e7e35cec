import {
  type Emulator,
  type EmulatorOptions,
  type Kind,
  kinds,
  type RecordedRequest,
  type Step,
  startEmulator,
  type TaskScript,
} from '../../../emulator/index.ts';
import { actionOf, CONTRACT, wordFor } from '../../support/contract.ts';
import type { Inputs } from './action.ts';

/** The words and names of a kind that scenarios need, from its contract. */
function factsOf(kind: Kind) {
  const { permission, region, inputs } = CONTRACT[kind];
  const running = wordFor(kind, 'running');
  return {
    region,
    inputs,
    permission,
    action: actionOf(permission),
    pending: wordFor(kind, 'pending') || running,
    running,
    success: wordFor(kind, 'succeeded'),
    failed: wordFor(kind, 'failed'),
  };
}

export const facts = Object.fromEntries(kinds.map((kind) => [kind, factsOf(kind)])) as Record<
  Kind,
  ReturnType<typeof factsOf>
>;

/** The operation that cancels a task of a kind; none where its cloud has no API for it. */
export function cancelActionOf(kind: Kind): string {
  return actionOf(CONTRACT[kind].cancel?.permission ?? '');
}

type Word = 'pending' | 'running' | 'success' | 'failed';

/** A task `t-1` of a kind that says one thing from its beginning to its end. */
export function task(kind: Kind, word: Word | Step, more: Partial<TaskScript> = {}): TaskScript {
  const step = typeof word === 'string' ? { at: 0, status: facts[kind][word] } : word;
  return { kind, id: 't-1', steps: [step], ...more };
}

/** A task `t-1` that runs and ends with success after so many seconds. */
export function taskOf(kind: Kind, seconds: number, more: Partial<TaskScript> = {}): TaskScript {
  const { running, success } = facts[kind];
  const steps = [
    { at: 0, status: running },
    { at: seconds, status: success },
  ];
  return { kind, id: 't-1', steps, ...more };
}

/** An emulator and what a scenario wants of it; closed at the end of the block that it is declared in. */
export interface Cloud extends Emulator {
  /** Inputs that lead to this emulator, with fixed keys and a look a second. */
  inputs(kind: Kind, more?: Inputs): Inputs;
  /** Resolves once `count` requests for this action have come in. */
  request(action: string, count?: number): Promise<void>;
  /** Puts tasks in the place of those of the same ids, once `count` requests for this action have been answered. */
  after(action: string, count: number, tasks: readonly TaskScript[]): Promise<void>;
  /** Requests for this action. */
  of(action: string): RecordedRequest[];
  /** All actions, in order. */
  readonly actions: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts an emulator with tasks. */
export async function cloudWith(
  tasks: TaskScript[],
  options: EmulatorOptions = {},
): Promise<Cloud> {
  const waiting = new Set<() => void>();
  const emulator = await startEmulator({
    tasks,
    ...options,
    onRequest: () => {
      for (const look of waiting) look();
    },
  });
  const { requests } = emulator;
  const of = (action: string) => requests.filter((request) => request.action === action);
  const request = (action: string, count = 1) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (of(action).length < count) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    ...emulator,
    requests,
    of,
    request,
    async after(action, count, tasks) {
      await request(action, count);
      for (const task of tasks) emulator.addTask(task);
    },
    get actions() {
      return requests.map(({ action }) => action);
    },
    inputs: (kind, more = {}) => ({
      provider: kind,
      'task-id': 't-1',
      region: facts[kind].region,
      endpoint: emulator.url,
      'access-key-id': 'emulator-access-key-id',
      'access-key-secret': 'emulator-access-key-secret',
      'poll-interval': '1s',
      timeout: '30s',
      ...facts[kind].inputs,
      ...more,
    }),
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}
