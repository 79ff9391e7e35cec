/** The goals of the first bench, on its own durations: which of them the schedule still keeps to. */
import { beliefOf } from '../src/polling/expectation.ts';
import { peers } from './policies.ts';
import { looksOf, ours, scoreOf, stretchFor, toFixed, waitsBy } from './simulation.ts';
import { logNormals, seeded } from './statistics.ts';
import { type Goal, table } from './table.ts';

const TASKS = 1_200;
const TEN_MINUTES = 600;
const smithy = 'smithy 2 to 120 s (AWS SDK default)';

interface Kind {
  name: string;
  typicalMs: number;
}

/** What was asked of tasks that take as long as their kind usually does, before anybody asked for more. */
export function firstBench(kinds: readonly Kind[], goals: Goal[]): string {
  const ratios = kinds.map(({ typicalMs }) => {
    const seconds = typicalMs / 1_000;
    const random = seeded(seconds);
    const usual = logNormals(TASKS, seconds, 0.6, 12);
    const sharp = logNormals(TASKS, seconds, 0.15, 13);
    const plain = (stretch = 1) =>
      scoreOf(waitsBy(() => ours(beliefOf({ typicalMs }), random, stretch), usual));
    const paced = [5, 10, 30].map((interval) => {
      const requests = seconds / interval + 2;
      const stretch = stretchFor(requests, plain);
      return toFixed(plain(stretch));
    });
    const peer = scoreOf(waitsBy(() => looksOf(peers[smithy] ?? (() => 1), random), usual));
    const told = beliefOf({ typicalMs, expectedMs: typicalMs });
    const expected = toFixed(scoreOf(waitsBy(() => ours(told, random), sharp)));
    return [...paced, plain().meanDelay / peer.meanDelay, expected];
  });
  const worst = (index: number) => Math.max(...ratios.map((each) => each[index] ?? 0));
  const asked = [
    ['nothing known, as often as every 5 s', 0.92],
    ['nothing known, as often as every 10 s', 0.92],
    ['nothing known, as often as every 30 s', 0.92],
    ['nothing known, to smithy by default', 0.4],
    ['expected-duration, give or take 15 %', 0.46],
  ] as const;
  for (const [index, [what, most]] of asked.entries()) {
    goals.push({
      what: `first bench: ${what}, the worst kind`,
      asked: `≤ ${most}`,
      measured: worst(index).toFixed(3),
      isMet: worst(index) <= most,
    });
  }
  const image = kinds.find(({ name }) => name === 'alibaba-ecs-image-pipeline');
  const durations = logNormals(TASKS, TEN_MINUTES, 0.15, 14);
  for (const [what, knowledge, most] of [
    ['nothing known, an image pipeline', {}, 45],
    ['expected-duration', { expectedMs: TEN_MINUTES * 1_000 }, 22],
  ] as const) {
    const belief = beliefOf({ typicalMs: image?.typicalMs ?? 0, ...knowledge });
    const random = seeded(15);
    const { requests, meanDelay } = scoreOf(waitsBy(() => ours(belief, random), durations));
    goals.push({
      what: `first bench: ten minutes, ${what}`,
      asked: `≤ ${most} requests, ≤ 6.5 s`,
      measured: `${requests.toFixed(1)} requests, ${meanDelay.toFixed(2)} s`,
      isMet: requests <= most && meanDelay <= 6.5,
    });
  }
  const head = ['', 'every 5 s', 'every 10 s', 'every 30 s', 'smithy', 'expected-duration'];
  const rows = kinds.map(({ name }, index) => [
    name,
    ...(ratios[index] ?? []).map((each) => each.toFixed(3)),
  ]);
  return `As in the first bench, tasks that take as long as usual; delays to those of a fixed interval with as many requests, and to smithy's:\n\n${table(head, rows)}`;
}
