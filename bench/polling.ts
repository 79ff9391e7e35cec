/** Requests and delay of our schedule, against fixed intervals and the formulas of peers, on virtual time. */
import { beliefOf } from '../src/polling/expectation.ts';
import { loadProviders, providerNames } from '../src/providers/index.ts';
import { type Cell, sweep, sweepRows } from './cells.ts';
import { firstBench } from './first-bench.ts';
import { limits, peers } from './policies.ts';
import { progressPart } from './progress.ts';
import { looksOf, ours, type Score, scoreOf, waitsBy } from './simulation.ts';
import { logNormals, seeded } from './statistics.ts';
import { severalTasks, stuckTasks } from './steps.ts';
import { type Goal, type Part, table } from './table.ts';
import { drawn, randomOf, type Truths } from './truths.ts';

const TASKS = 1_200;
const TEN_MINUTES = 600;
const providers = await loadProviders();
const kinds = providerNames.map((name) => ({ name, typicalMs: providers[name].typicalMs }));

/** Tables and goals of the polling bench, by durations of one set. */
export function polling(truths: Truths): Part {
  const goals: Goal[] = [];
  const tables = [
    tenMinutes(goals),
    shortTasks(goals),
    nothingKnown(truths, goals),
    somethingKnown(truths, goals),
    progressPart(kinds, truths, goals),
    severalTasks(kinds, truths),
    stuckTasks(kinds),
    firstBench(kinds, goals),
  ];
  return { tables: tables.join('\n\n'), goals };
}

/** Of tasks of which the kind alone is known: truth from a fifth to five times of what it usually takes. */
function nothingKnown(truths: Truths, goals: Goal[]): string {
  const cells: Cell[] = [];
  for (const { name, typicalMs } of kinds) {
    const belief = beliefOf({ typicalMs });
    for (const factor of truths.factors) {
      for (const [shape, draw] of Object.entries(truths.shapes)) {
        const random = randomOf(truths, name, factor, shape);
        const durations = drawn(draw, (factor * typicalMs) / 1_000, TASKS, random);
        const score = scoreOf(waitsBy(() => ours(belief, random), durations));
        cells.push({ row: name, column: `${factor.toFixed(2)} of typical`, shape, score });
      }
    }
  }
  sweep('nothing known', cells, { mean: 0.95, worst: 1.4, late: 0.02 }, goals);
  return `Nothing known but the kind. Each figure is a geometric mean over ${Object.keys(truths.shapes).length} shapes of the delay, to that of a fixed interval with as many requests:\n\n${sweepRows(cells)}`;
}

/** Of tasks of which the user or earlier ones tell how long they take. */
function somethingKnown(truths: Truths, goals: Goal[]): string {
  const cases = [
    { what: 'expected-duration', factor: 1, mean: 0.75, worst: 1.5, late: 0.02 },
    { what: 'a third of the truth', factor: 1 / 3, mean: 1.1, worst: 1.9 },
    { what: 'three times the truth', factor: 3, mean: 1.1, worst: 1.9, late: 0.04 },
  ];
  const all: Cell[] = [];
  for (const { what, factor, ...most } of cases) {
    const cells = cellsOf(truths, what, (median, random) => {
      const belief = beliefOf({ typicalMs: 1, expectedMs: factor * median * 1_000 });
      return () => ours(belief, random);
    });
    sweep(what, cells, most, goals);
    all.push(...cells);
  }
  const cells = cellsOf(truths, 'ten earlier tasks', (median, random, draw) => () => {
    const earlierMs = drawn(draw, median, 10, random).map((seconds) => seconds * 1_000);
    return ours(beliefOf({ typicalMs: 1, earlierMs }), random);
  });
  sweep('ten earlier tasks', cells, { mean: 0.72 }, goals);
  return `Something known, of tasks of half a minute to three hours:\n\n${sweepRows([...all, ...cells])}`;
}

type Draw = Truths['shapes'][string];
type Looker = (median: number, random: () => number, draw: Draw) => Parameters<typeof waitsBy>[0];

function cellsOf(truths: Truths, row: string, looker: Looker): Cell[] {
  return truths.medians.flatMap((median) =>
    Object.entries(truths.shapes).map(([shape, draw]) => {
      const random = randomOf(truths, row, median, shape);
      const durations = drawn(draw, median, TASKS, random);
      const score = scoreOf(waitsBy(looker(median, random, draw), durations, 24));
      return { row, column: `${median} s`, shape, score };
    }),
  );
}

/** Tasks that end at once, or nearly, of kinds that usually take much longer. */
function shortTasks(goals: Goal[]): string {
  const most: Record<number, number> = { 5: 8, 20: 10 };
  const rows = kinds.map(({ name, typicalMs }) => {
    const delays = Object.keys(most).map((seconds) => {
      const random = seeded(5);
      const durations = Array.from({ length: TASKS }, () => Number(seconds));
      const looks = () => ours(beliefOf({ typicalMs }), random);
      return scoreOf(waitsBy(looks, durations, TASKS)).meanDelay;
    });
    return { name, delays };
  });
  Object.entries(most).forEach(([seconds, limit], index) => {
    const worst = Math.max(...rows.map(({ delays }) => delays[index] ?? 0));
    goals.push({
      what: `a task of ${seconds} s, the worst kind`,
      asked: `≤ ${limit} s`,
      measured: `${worst.toFixed(1)} s`,
      isMet: worst <= limit,
    });
  });
  const head = ['mean delay s', ...Object.keys(most).map((seconds) => `of ${seconds} s`)];
  return table(
    head,
    rows.map(({ name, delays }) => [name, ...delays.map((delay) => delay.toFixed(1))]),
  );
}

const row = (name: string, { requests, meanDelay, p95Delay }: Score, missed = '') => [
  name,
  requests.toFixed(1),
  meanDelay.toFixed(2),
  p95Delay.toFixed(1),
  missed,
];

/** Tasks of ten minutes, whatever their kind usually takes, and the formulas of peers. */
function tenMinutes(goals: Goal[]): string {
  const durations = logNormals(TEN_MINUTES, 0.15, 10, TASKS);
  const random = seeded(11);
  const known = kinds.map(({ name, typicalMs }) => {
    const score = scoreOf(waitsBy(() => ours(beliefOf({ typicalMs }), random), durations));
    return { name, score };
  });
  const requests = Math.max(...known.map(({ score }) => score.requests));
  const delay = Math.max(...known.map(({ score }) => score.meanDelay));
  goals.push({
    what: 'ten minutes, nothing known, the most of each on any kind',
    asked: '≤ 70 requests, ≤ 8 s',
    measured: `${requests.toFixed(1)} requests, ${delay.toFixed(2)} s`,
    isMet: requests <= 70 && delay <= 8,
  });
  const others = Object.entries(peers).map(([name, policy]) => {
    const limit = limits[name] ?? Number.POSITIVE_INFINITY;
    const seen = durations.filter((duration) => duration <= limit);
    const missed = 1 - seen.length / durations.length;
    if (seen.length === 0) return [name, '', '', '', '100 %'];
    const score = scoreOf(waitsBy(() => looksOf(policy, random), seen));
    return row(name, score, missed > 0 ? `${(100 * missed).toFixed(0)} %` : '');
  });
  const rows = known.map(({ name, score }) => row(`ours, nothing known, ${name}`, score));
  const belief = beliefOf({ typicalMs: 1, expectedMs: TEN_MINUTES * 1_000 });
  const told = scoreOf(waitsBy(() => ours(belief, random), durations));
  const head = ['', 'requests', 'mean delay s', '95 % s', 'given up'];
  return `Tasks of ten minutes, give or take 15 %:\n\n${table(head, [...rows, row('ours, expected-duration', told), ...others])}`;
}
