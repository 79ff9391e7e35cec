/** Several tasks in one step, and tasks that never end. */
import { beliefOf } from '../src/polling/expectation.ts';
import { nextDelay } from '../src/polling/schedule.ts';
import { ours, waitBy } from './simulation.ts';
import { mean, seeded } from './statistics.ts';
import { table } from './table.ts';
import { drawn, randomOf, type Truths } from './truths.ts';

interface Kind {
  name: string;
  typicalMs: number;
}

const STEPS = 60;
const COUNTS = [1, 10, 50];
const HOURS = [1, 3, 24];

/** Looks of a step at tasks that begin together: all that still run share a look, and learn from those that have ended. */
function lookAtAll(durations: readonly number[], typicalMs: number, random: () => number) {
  const ended = durations.toSorted((a, b) => a - b);
  const last = ended.at(-1) ?? 0;
  let [at, looks] = [0, 1];
  for (; at < last; looks += 1) {
    const seen = ended.filter((duration) => duration <= at);
    const belief = beliefOf({ typicalMs, earlierMs: seen.map((duration) => duration * 1_000) });
    const ageMs = at * 1_000;
    at += nextDelay({ belief, ageMs, waitedMs: ageMs, random: random() }) / 1_000;
  }
  return { looks, delay: at - last, last };
}

/** How late the last of many is noticed, beside a fixed interval with as many looks; nothing known but the kind. */
export function severalTasks(kinds: readonly Kind[], truths: Truths): string {
  const shapes = Object.entries(truths.shapes);
  const rows = COUNTS.map((count) => {
    const waits = kinds.flatMap(({ name, typicalMs }) =>
      Array.from({ length: STEPS }, (_, index) => {
        const [shape = '', draw] = shapes[index % shapes.length] ?? [];
        const random = randomOf(truths, 'steps', name, count, index, shape);
        const durations = draw ? drawn(draw, typicalMs / 1_000, count, random) : [];
        return lookAtAll(durations, typicalMs, random);
      }),
    );
    const looks = mean(waits.map((wait) => wait.looks));
    const delay = mean(waits.map((wait) => wait.delay));
    const fixed = mean(waits.map(({ last }) => last)) / (looks - 2) / 2;
    return [String(count), looks.toFixed(1), delay.toFixed(1), (delay / fixed).toFixed(2)];
  });
  const head = ['tasks in one step', 'looks', 'mean delay of the last s', 'ratio'];
  return `Several tasks that take as long as usual, of all shapes, in one step:\n\n${table(head, rows)}`;
}

/** What a task costs that never ends, until somebody's timeout. */
export function stuckTasks(kinds: readonly Kind[]): string {
  const rows = kinds.map(({ name, typicalMs }) => {
    const looks = ours(beliefOf({ typicalMs }), seeded(3));
    return [name, ...HOURS.map((hours) => String(waitBy(looks, hours * 3_600).requests))];
  });
  const head = ['requests until', ...HOURS.map((hours) => `${hours} h`)];
  return `A task that never ends:\n\n${table(head, rows)}`;
}
