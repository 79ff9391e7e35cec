/** Tasks that report how far they are, well and badly. */
import { beliefOf } from '../src/polling/expectation.ts';
import { type Advance, advanced, guessesBy } from '../src/polling/progress.ts';
import { nextDelay } from '../src/polling/schedule.ts';
import { type Score, scoreOf, toFixed, type Wait } from './simulation.ts';
import { geometricMean } from './statistics.ts';
import { type Goal, table } from './table.ts';
import { drawn, randomOf, type Truths } from './truths.ts';

const TASKS = 80;

/** The share of its work that a task reports, at a share of its duration; `chance` are numbers at random of its own. */
type Report = (at: number, chance: readonly number[], random: () => number) => number | undefined;

const percent = (share: number) => Math.floor(100 * share) / 100;

const reports: Record<string, { report: Report; isLinear?: boolean }> = {
  none: { report: () => undefined },
  'linear, in percents': { report: percent, isLinear: true },
  'linear, in tenths': { report: (at) => Math.floor(10 * at) / 10, isLinear: true },
  'linear, give or take a tenth': {
    report: (at, _, random) => Math.min(at * (0.9 + 0.2 * random()), 0.99),
    isLinear: true,
  },
  'frozen at a half, half way': { report: (at) => percent(Math.min(at, 0.5)) },
  'frozen at a half, early': { report: (at) => percent(Math.min(5 * at, 0.5)) },
  'frozen at a tenth': { report: (at) => percent(Math.min(at, 0.1)) },
  'at nine tenths at once': { report: () => 0.9 },
  'jumping to shares at random': {
    report: (at, chance) =>
      chance.reduce((most, moment, index) => {
        const share = chance[(index + 1) % chance.length] ?? 0;
        return moment < at ? Math.max(most, share) : most;
      }, 0),
  },
  'steps at random moments': {
    report: (at, chance) => chance.filter((moment) => moment < at).length / (chance.length + 1),
  },
  'slow, then fast': { report: (at) => at ** 2 },
  'fast, then slow': { report: (at) => at ** 0.5 },
  falling: { report: (at) => 0.6 - 0.58 * at },
};

/** Table and goals of reported progress. */
export function progressPart(
  kinds: readonly { name: string; typicalMs: number }[],
  truths: Truths,
  goals: Goal[],
): string {
  const factors = [0.3, 1, 3];
  const cells = Object.entries(reports).map(([name, { report, isLinear = false }]) => {
    const scores = kinds.flatMap((kind) =>
      factors.map((factor) => scoreFor(kind, factor, report, truths)),
    );
    return { name, isLinear, scores };
  });
  const none = cells[0]?.scores ?? [];
  const ofNone = ({ scores }: { scores: Score[] }) =>
    scores.map(({ meanDelay }, index) => meanDelay / (none[index]?.meanDelay ?? Number.NaN));
  const linear = cells
    .filter(({ isLinear }) => isLinear)
    .map(({ scores }) => geometricMean(scores.map(toFixed)));
  const odd = cells.filter(({ name, isLinear }) => name !== 'none' && !isLinear).flatMap(ofNone);
  goals.push(
    goal('linear progress: geometric mean of the ratios, the worst report', linear, 0.35),
    goal('other progress: delay to that of nothing known, the worst of all', odd, 2),
  );
  const rows = cells.map((cell) => [
    cell.name,
    geometricMean(cell.scores.map(toFixed)).toFixed(2),
    geometricMean(ofNone(cell)).toFixed(2),
    Math.max(...ofNone(cell)).toFixed(2),
  ]);
  const head = ['', 'ratio', 'delay to that of none', 'worst'];
  return `Reported progress, of tasks of a third to three times of what is usual:\n\n${table(head, rows)}`;
}

function goal(what: string, values: readonly number[], most: number): Goal {
  const worst = Math.max(...values);
  return { what, asked: `≤ ${most}`, measured: worst.toFixed(3), isMet: worst <= most };
}

function scoreFor(
  { name, typicalMs }: { name: string; typicalMs: number },
  factor: number,
  report: Report,
  truths: Truths,
): Score {
  const random = randomOf(truths, name, factor, 'progress');
  const draw = truths.shapes['spread 0.3'] ?? truths.shapes['spread 0.4'];
  const durations = draw ? drawn(draw, (factor * typicalMs) / 1_000, TASKS, random) : [];
  const belief = beliefOf({ typicalMs });
  return scoreOf(
    durations.map((duration): Wait => {
      const chance = Array.from({ length: 4 }, random);
      let advance: Advance | null = null;
      let [at, requests] = [0, 1];
      for (; at < duration; requests += 1) {
        const ageMs = at * 1_000;
        advance = advanced(advance, report(at / duration, chance, random), ageMs);
        const guesses = [...guessesBy(advance), ...belief.guesses];
        const outlook = { belief: { ...belief, guesses }, ageMs, waitedMs: ageMs };
        at += nextDelay({ ...outlook, random: random() }) / 1_000;
      }
      return { duration, requests, delay: at - duration };
    }),
  );
}
