/** Requests and delay of our schedule, against fixed intervals and the formulas of peers, on virtual time. */
import type { Knowledge } from '../src/polling/expectation.ts';
import { loadProviders, providerNames } from '../src/providers/index.ts';
import { fixed, peers } from './policies.ts';
import { fixedAt, ours, peer, type Score, simulate, stretchFor } from './simulation.ts';
import { logNormal, seeded } from './statistics.ts';
import { type Goal, table } from './table.ts';

const TASKS = 5_000;
const TEN_MINUTES = 600;
const TRUE_SPREAD = 0.15;
const smithy = 'smithy 2 to 120 s (AWS SDK default)';

const providers = await loadProviders();
const random = seeded(1963);
const sample = (median: number, spread: number) =>
  Array.from({ length: TASKS }, () => logNormal(median, spread, random));
const typicalOf = (name: (typeof providerNames)[number]) => providers[name].typical;
const seconds = (name: (typeof providerNames)[number]) => typicalOf(name).medianMs / 1_000;
const row = (name: string, { requests, meanDelay, p95Delay }: Score, ratio = '') => [
  name,
  requests.toFixed(1),
  meanDelay.toFixed(2),
  p95Delay.toFixed(1),
  ratio,
];
const HEAD = ['', 'requests', 'mean delay s', '95 % s', 'ratio'];

/** Tables and goals of the polling bench. */
export function polling(): { tables: string; goals: Goal[] } {
  const goals: Goal[] = [];
  return { tables: [tenMinutes(goals), unknown(goals), known(goals)].join('\n\n'), goals };
}

function tenMinutes(goals: Goal[]): string {
  const typical = typicalOf('alibaba-ecs-image-pipeline');
  const tasks = sample(TEN_MINUTES, TRUE_SPREAD);
  const nothing = simulate(
    tasks,
    ours(() => ({ typical }), random),
  );
  const told = { typical, expectedMs: TEN_MINUTES * 1_000 };
  const expected = simulate(
    tasks,
    ours(() => told, random),
  );
  for (const [what, score, most] of [
    ['ten minutes, nothing known', nothing, 45],
    ['ten minutes, expected-duration', expected, 22],
  ] as const) {
    goals.push({
      what,
      asked: `≤ ${most} requests, ≤ 6.5 s`,
      measured: `${score.requests.toFixed(1)} requests, ${score.meanDelay.toFixed(2)} s`,
      isMet: score.requests <= most && score.meanDelay <= 6.5,
    });
  }
  const others = Object.entries(peers).map(([name, policy]) =>
    row(name, simulate(tasks, peer(policy, random))),
  );
  const rows = [row('ours, nothing known', nothing), row('ours, expected-duration', expected)];
  return `Tasks of ten minutes, give or take 15 %:\n\n${table(HEAD, [...rows, ...others])}`;
}

function unknown(goals: Goal[]): string {
  const rows: string[][] = [];
  const toFixed = [5, 10, 30].map((interval) => ({
    interval,
    ratios: [] as number[],
    stretches: [] as number[],
  }));
  const toSmithy: number[] = [];
  for (const name of providerNames) {
    const typical = typicalOf(name);
    const tasks = sample(seconds(name), typical.spread);
    for (const { interval, ratios, stretches } of toFixed) {
      const at = (stretch: number) => ours(() => ({ typical }), seeded(7), stretch);
      const stretch = stretchFor(interval, tasks, at);
      const score = simulate(tasks, at(stretch));
      const ratio = score.meanDelay / fixedAt(score.requests, tasks).meanDelay;
      ratios.push(ratio);
      stretches.push(stretch);
      const what = `as often as every ${interval} s, stretched by ${stretch.toFixed(2)}`;
      rows.push(row(`${name}, ${what}`, score, ratio.toFixed(3)));
    }
    const ratio =
      simulate(
        tasks,
        ours(() => ({ typical }), random),
      ).meanDelay / simulate(tasks, peer(peers[smithy] ?? fixed(1), random)).meanDelay;
    toSmithy.push(ratio);
  }
  for (const { interval, ratios, stretches } of toFixed) {
    const range = [Math.min(...stretches), Math.max(...stretches)].map((one) => one.toFixed(1));
    const what = `nothing known, delay to that of every ${interval} s with as many requests (stretched by ${range.join(' to ')})`;
    goals.push(atMost(what, ratios, 0.92));
  }
  goals.push(atMost('nothing known, delay to that of smithy by default', toSmithy, 0.4));
  return `Nothing known but the kind; the ratio is to a fixed interval with as many requests:\n\n${table(HEAD, rows)}`;
}

function known(goals: Goal[]): string {
  const rows: string[][] = [];
  const cases = {
    'expected-duration': { most: 0.46, isWrong: false, ratios: [] as number[] },
    progress: { most: 0.35, isWrong: false, ratios: [] as number[] },
    'a third of the truth': { most: 1.1, isWrong: true, ratios: [] as number[] },
    'three times the truth': { most: 1.1, isWrong: true, ratios: [] as number[] },
  };
  let worst = 0;
  for (const name of providerNames) {
    const typical = typicalOf(name);
    const tasks = sample(seconds(name), TRUE_SPREAD);
    const told = (factor: number) => () => ({ typical, expectedMs: typical.medianMs * factor });
    const knowledge: Record<keyof typeof cases, (elapsed: number, duration: number) => Knowledge> =
      {
        'expected-duration': told(1),
        progress: (elapsed, duration) => {
          const share = Math.min(Math.max((elapsed / duration) * (0.9 + 0.2 * random()), 0), 1);
          return { typical, progress: { share, elapsedMs: elapsed * 1_000 } };
        },
        'a third of the truth': told(1 / 3),
        'three times the truth': told(3),
      };
    for (const [what, { isWrong, ratios }] of Object.entries(cases)) {
      const score = simulate(tasks, ours(knowledge[what as keyof typeof cases], random));
      const ratio = score.meanDelay / fixedAt(score.requests, tasks).meanDelay;
      ratios.push(ratio);
      if (isWrong) worst = Math.max(worst, score.worst);
      rows.push(row(`${name}, ${what}`, score, ratio.toFixed(3)));
    }
  }
  for (const [what, { most, ratios }] of Object.entries(cases))
    goals.push(atMost(what, ratios, most));
  goals.push({
    what: 'wrong by three, the longest delay of all, as a share of 30 s or a tenth of the wait',
    asked: '≤ 1',
    measured: worst.toFixed(3),
    isMet: worst <= 1,
  });
  return `Something known, of tasks that take as long as usual, give or take 15 %:\n\n${table(HEAD, rows)}`;
}

function atMost(what: string, values: readonly number[], most: number): Goal {
  const worst = Math.max(...values);
  return {
    what: `${what}, the worst kind`,
    asked: `≤ ${most}`,
    measured: worst.toFixed(3),
    isMet: worst <= most,
  };
}
