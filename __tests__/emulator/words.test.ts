import { afterEach, describe, expect, test } from '@jest/globals';
import { type Emulator, kinds, startEmulator, type TaskScript } from '../../emulator/index.ts';
import { CONTRACT } from '../support/contract.ts';
import { entriesOf, pollOf } from './calls.ts';
import { send } from './client.ts';

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

const saying = (kind: TaskScript['kind'], status: string): TaskScript => ({
  kind,
  id: 't-1',
  steps: [{ at: 0, status }],
});
const start = async (task: TaskScript) => {
  emulator = await startEmulator({ tasks: [task] });
  return emulator;
};

describe.each(kinds)('%s', (kind) => {
  test('has all words of its reference page, in whatever case', async () => {
    const { addTask } = await start(saying(kind, CONTRACT[kind].states.succeeded?.[0] ?? ''));
    for (const word of Object.values(CONTRACT[kind].states).flat()) {
      addTask(saying(kind, word));
      addTask(saying(kind, word.toUpperCase()));
    }
  });

  test('has no word besides, at the start or later', async () => {
    const [success = ''] = CONTRACT[kind].states.succeeded ?? [];
    const letters = `${success[0]}${success.slice(2)}`;
    const message = `task t-1: ${kind} has no status "${letters}". Did you mean ${success}?`;
    await expect(startEmulator({ tasks: [saying(kind, letters)] })).rejects.toThrow(message);
    const { addTask } = await start(saying(kind, success));
    expect(() => addTask(saying(kind, letters))).toThrow(message);
    expect(() => addTask(saying(kind, success.replace(/s/i, 'ſ')))).toThrow('has no status');
  });

  test('plays any word where it is told so', async () => {
    const { url } = await start({ ...saying(kind, 'Brand new'), anyStatus: true });
    const { body } = await send(url, pollOf(kind, url, 't-1'));
    expect(entriesOf(kind, body)).toEqual([{ id: 't-1', status: 'Brand new' }]);
  });
});

test('a word that resembles none gets the list and no suggestion', async () => {
  const odd = startEmulator({ tasks: [saying('alibaba-eci-commit', 'Done')] });
  await expect(odd).rejects.toThrow(
    'task t-1: alibaba-eci-commit has no status "Done". It has Running, Succeeded, Failed. ' +
      'To play a word that the vendor may add, give the task "anyStatus": true.',
  );
});
