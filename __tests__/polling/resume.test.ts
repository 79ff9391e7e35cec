import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createGate } from '../../src/clouds/gate.ts';
import { CloudError } from '../../src/model/errors.ts';
import { begin, type Step, type WaitState } from '../../src/polling/state.ts';
import { resume } from '../../src/polling/watch.ts';
import { guarded } from '../../src/providers/guarded.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { cloudError, scriptedProvider, tasks } from '../support/provider.ts';
import { idsOf, round, scriptOf, timeline } from '../support/timelines.ts';
import { OPTIONS } from '../support/watching.ts';
import { testWorld, untouched } from '../support/world.ts';

/** What no timeline of the other properties has: hosts out of reach, errors that do not pass, a pause without an end. */
const unreachable = (host: string) =>
  new CloudError(`No way to ${host}`, { kind: 'transient', unreachable: host });
const rare = fc.oneof(
  { weight: 12, arbitrary: round },
  { weight: 2, arbitrary: fc.constantFrom('a.example', 'b.example').map(unreachable) },
  { weight: 1, arbitrary: fc.constant(cloudError('throttling', Number.POSITIVE_INFINITY)) },
  { weight: 1, arbitrary: fc.constant(cloudError('permission')) },
);
const wait = fc.record({
  timeline,
  rounds: fc.array(rare, { minLength: 1, maxLength: 14 }),
  parentCount: fc.integer({ min: 0, max: 2 }),
  /** How long it takes to hear of an earlier task; where that is odd, there is none to hear of. */
  earlierMs: fc.integer({ min: 0, max: 5_000 }),
  /** Where the wait is stored and restored: after these steps, over and over. */
  stops: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
});
type Wait = typeof wait extends fc.Arbitrary<infer T> ? T : never;

/** All that an error says; one that is not of the cloud is a fault of the test. */
function wordsOf(error: unknown): object {
  if (error instanceof CloudError) return { ...error, message: error.message };
  throw error;
}

/** As a file or a deployment would give it back. */
const restored = (state: WaitState): WaitState => JSON.parse(JSON.stringify(state));

/** Everything that came of a wait that is stored and restored after the steps that `stops` says. */
async function play({ timeline: asked, rounds, parentCount, earlierMs }: Wait, stops: boolean[]) {
  const world = testWorld();
  const parents = Array.from({ length: parentCount }, (_, index) => `p-${index}`);
  const options = { ...OPTIONS, ...asked, ids: idsOf(asked), parents };
  const earlierTasks: Provider['earlierTasks'] = async (_task, signal) => {
    await world.clock.sleep(earlierMs, signal);
    const times = { createdAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:02:00Z' };
    return earlierMs % 2 ? [] : [{ id: 'e', state: 'succeeded', status: 'S', ...times }];
  };
  const scripted = scriptedProvider(world.clock, scriptOf({ rounds }));
  const provider = { ...scripted, earlierTasks };
  const signal = untouched();
  const steps: Step[] = [];
  let restores = 0;
  let going = resume(begin(options, world.clock.now()), provider, options, world, signal);
  const ending = async () => {
    for (;;) {
      const { done, value } = await going.next();
      if (done) return value;
      steps.push(value);
      expect(restored(value.state)).toStrictEqual(value.state);
      if (!('lookAt' in value.next) || !stops[steps.length % stops.length]) continue;
      restores += 1;
      going = resume(restored(value.state), provider, options, world, signal);
    }
  };
  const end = await ending().catch(wordsOf);
  const told = steps.map(({ snapshot: { trouble, ...snapshot }, next }) => ({
    ...snapshot,
    next,
    trouble: trouble && { ...trouble, error: wordsOf(trouble.error) },
  }));
  return { told, end, asked: scripted.asked, endedAt: world.clock.now(), restores };
}

test('a wait that is stored and restored between any two steps comes to the same', async () => {
  let all = 0;
  let beats = 0;
  const claim = fc.asyncProperty(wait, async (drawn) => {
    const { restores: none, ...whole } = await play(drawn, [false]);
    const { restores, ...parts } = await play(drawn, drawn.stops);
    expect(parts).toEqual(whole);
    expect(none).toBe(0);
    all += restores;
    beats += whole.told.filter(({ isHeartbeat, trouble }) => isHeartbeat && trouble).length;
  });
  await fc.assert(claim, { seed: 20_261_122, numRuns: 500 });
  // A claim about what was restored says nothing where nothing was.
  expect(all).toBeGreaterThan(500);
  expect(beats).toBeGreaterThan(20);
});

test('a wait that is restored long after its deadline takes its last look at once', async () => {
  const world = testWorld();
  const options = { ...OPTIONS, timeoutMs: 60_000 };
  const { asked, ...provider } = scriptedProvider(world.clock, [tasks({ a: 'running' })]);
  const first = resume(begin(options, world.clock.now()), provider, options, world, untouched());
  const { value } = await first.next();
  world.clock.advance(7 * 86_400_000);
  const state = restored((value as Step).state);
  const rest = resume(state, provider, options, world, untouched());
  expect(await rest.next()).toMatchObject({ value: { next: { end: 'timed-out' } } });
  expect(asked.map(({ at }) => at)).toEqual([0, 7 * 86_400_000]);
});

test('a state holds no secret, whatever the cloud says', async () => {
  const secret = 'a-secret-that-the-cloud-repeats';
  const world = testWorld();
  const task = tasks({ a: 'running' }).map((one) => ({ ...one, message: `of ${secret}` }));
  const error = new CloudError(`no ${secret}`, { kind: 'transient', vendorMessage: secret });
  const scripted = scriptedProvider(world.clock, [task, error]);
  const provider = guarded(scripted, createSecrets([secret]).hide);
  const from = begin(OPTIONS, world.clock.now());
  const going = resume(from, provider, OPTIONS, world, untouched());
  const steps = [await going.next(), await going.next()].map(({ value }) => value as Step);
  expect(steps.at(-1)?.state.trouble?.error.message).toBe('no ***');
  expect(JSON.stringify(steps.map(({ state }) => state))).not.toContain(secret);
});

test('how much the cloud takes a second is gone on with', async () => {
  const world = testWorld();
  const gate = createGate(world.clock);
  const options = { ...OPTIONS, ids: ['a', 'b', 'c', 'd', 'e'], idsPerRequest: 1 };
  const asked: number[] = [];
  const ask: Provider['ask'] = async ([id = ''], signal) => {
    await gate.pass('look', signal);
    asked.push(world.clock.now());
    return tasks({ [id]: 'succeeded' });
  };
  const now = world.clock.now();
  const stored = restored({
    ...begin(options, now),
    ceiling: { perSecond: 4, since: now, sent: [now] },
  });
  const going = resume(stored, { ask }, options, { ...world, gate }, untouched());
  const { value } = await going.next();
  const gaps = asked.map((at) => Math.round((at - now) / 50) * 50);
  expect(gaps).toEqual([250, 500, 750, 1_000, 1_250]);
  expect((value as Step).state.ceiling).toEqual(gate.ceiling);
});
