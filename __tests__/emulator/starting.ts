/** An emulator with the samples and a clock set by hand, and the calls that start tasks at it. */
import { afterEach, beforeEach } from '@jest/globals';
import { type Emulator, sampleTasks, startEmulator } from '../../emulator/index.ts';
import { alibaba } from './calls.ts';
import { type Received, send, signAlibaba, signVolcengine } from './client.ts';

const epoch = Date.parse('2026-11-22T04:00:00Z');

/** Fresh for each test of the file that asks for it. */
export function starting() {
  const here = { emulator: undefined as unknown as Emulator, seconds: 0 };
  beforeEach(async () => {
    here.seconds = 0;
    here.emulator = await startEmulator({ tasks: sampleTasks(), now: () => date() });
  });
  afterEach(() => here.emulator.close());
  const date = () => epoch + here.seconds * 1000;
  const url = () => here.emulator.url;
  type Query = Record<string, string>;
  return Object.assign(here, {
    date,
    ecs: (action: string, query: Query): Promise<Received> =>
      alibaba(url(), 'ecs', action, query, { method: 'POST', date: date() }),
    commit: (query: Query): Promise<Received> =>
      alibaba(url(), 'eci', 'CommitContainer', query, { date: date() }),
    scale: (pool: string, body: string, cluster = 'c-1'): Promise<Received> => {
      const path = `/clusters/${cluster}/nodepools/${pool}`;
      const call = { action: 'ScaleClusterNodePool', version: '2015-12-15', date: date() };
      return send(url(), signAlibaba(url(), { ...call, method: 'POST', path, body }));
    },
    images: (action: string, query: Query): Promise<Received> =>
      send(url(), signVolcengine(url(), { action, version: '2020-04-01', query, date: date() })),
  });
}

export const container = { ContainerGroupId: 'eci-1', ContainerName: 'worker0' };
