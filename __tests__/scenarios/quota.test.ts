import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { FaultRule, RecordedRequest } from '../../emulator/index.ts';
import { createHttp } from '../../src/network/http.ts';
import { runBy } from '../support/hosts.ts';
import { untouched } from '../support/world.ts';
import { runAction } from './support/action.ts';
import { cloudWith, facts, task } from './support/cloud.ts';
import { left, tasksOf } from './support/expectations.ts';
import { fastClock } from './support/fast-clock.ts';

const KIND = 'alibaba-cr-artifact-build';
const REPOSITORIES = 30;
const QUOTA: FaultRule = { fault: 'throttled', perSecond: 20 };

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `t-${index}`);
const builds = (count: number) =>
  idsOf(count).map((id, index) => {
    const { success } = facts[KIND];
    const of = { targetRepoId: `crr-${index % REPOSITORIES}`, targetTag: `v${index}` };
    return task(KIND, { at: 0, status: success, ...of }, { id });
  });

/** Requests for results that were answered; what a quota refuses has to be asked for again. */
const resultRequests = (requests: readonly RecordedRequest[]) =>
  requests.filter(({ action, fault }) => action !== facts[KIND].action && !fault);

test.concurrent('the bundle keeps to a quota: 300 builds, each with its image', async () => {
  await using cloud = await cloudWith(builds(300), { faults: [QUOTA] });
  const ids = idsOf(300).join('\n');
  const ran = await runAction(cloud.inputs(KIND, { 'task-id': ids, timeout: '5m' }));
  expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  expect(new Set(tasksOf(ran).map(({ image }) => image)).size).toBe(300);
  expect(resultRequests(cloud.requests).length).toBeLessThanOrEqual(REPOSITORIES + 1);
  // What is sent at the end of one second may come in with those of the next.
  const refused = cloud.requests.filter(({ fault }) => fault);
  expect(refused.length / cloud.requests.length).toBeLessThan(0.1);
  expect(ran.warnings).toEqual([]);
});

test.concurrent('so does a wait for a thousand, on a clock that is ten times faster', async () => {
  const clock = fastClock(10);
  await using cloud = await cloudWith(builds(1_000), { faults: [QUOTA], now: clock.now });
  const { http, close } = createHttp({});
  const world = { clock, random: Math.random, nonce: randomUUID, http, env: {} };
  const warnings: string[] = [];
  const reporter = {
    snapshot: () => undefined,
    warning: (text: string) => warnings.push(text),
    canceled: () => undefined,
  };
  try {
    const texts = cloud.inputs(KIND, { 'task-id': idsOf(1_000).join('\n'), timeout: '30m' });
    const { outcome } = await runBy(texts, world, reporter, untouched());
    expect([outcome.state, warnings]).toEqual(['succeeded', []]);
    expect(new Set(outcome.tasks.map(({ image }) => image)).size).toBe(1_000);
    expect(resultRequests(cloud.requests).length).toBeLessThanOrEqual(REPOSITORIES + 1);
  } finally {
    await close();
  }
});
