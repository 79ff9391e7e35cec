/** How often what is told of the time that is left holds, for one task and for the slowest of many. */
import { etaOf } from '../src/polling/eta.ts';
import type { Knowledge } from '../src/polling/expectation.ts';
import type { Runner } from '../src/polling/hypotheses.ts';
import { type Goal, type Part, table } from './table.ts';
import { drawn, randomOf, type Truths } from './truths.ts';

const WAITS = 160;
const COUNTS = [1, 10, 50];
const KNOWN_S = 600;
const MINUTE_S = 60;

/** Tasks of one origin are alike: caches and failures apart, which no share of the scale foretells. */
const ALIKE = /^spread 0\.[1-6]|stages|Weibull/;

/** How often it was told, and how often the truth was within it. */
interface Held {
  told: number;
  atMost: number;
  about: number;
}

const sources: Record<string, (earlierMs: number[]) => Knowledge> = {
  'the kind alone': () => ({ typicalMs: KNOWN_S * 1_000 }),
  'expected-duration': () => ({ typicalMs: 1_000, expectedMs: KNOWN_S * 1_000 }),
  'ten earlier tasks': (earlierMs) => ({ typicalMs: KNOWN_S * 1_000, earlierMs }),
};

/** Table and goals: the truth within a factor of three of what is known, told each minute of each wait. */
export function etas(truths: Truths): Part {
  const rows = Object.keys(sources).flatMap((source) =>
    COUNTS.map((count) => ({ source, count, held: heldOf(source, count, truths) })),
  );
  const share = (held: Held, of: 'atMost' | 'about') => held[of] / held.told;
  const goals = [
    goal(
      'ETA: “at most” holds, for 1, 10 and 50 tasks',
      rows.map(({ held }) => share(held, 'atMost')),
      0.85,
      0.98,
    ),
    goal(
      'ETA: “about” holds, for 1, 10 and 50 tasks',
      rows.map(({ held }) => share(held, 'about')),
      0.35,
      0.65,
    ),
  ];
  const percent = (value: number) => `${(100 * value).toFixed(0)} %`;
  const cells = rows.map(({ source, count, held }) => [
    source,
    String(count),
    percent(share(held, 'atMost')),
    percent(share(held, 'about')),
  ]);
  return { tables: table(['known', 'tasks', '“at most” held', '“about” held'], cells), goals };
}

function goal(what: string, shares: readonly number[], from: number, to: number): Goal {
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const range = (low: number, high: number) =>
    `${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)} %`;
  return {
    what,
    asked: range(from, to),
    measured: range(least, most),
    isMet: least >= from && most <= to,
  };
}

function heldOf(source: string, count: number, truths: Truths): Held {
  const shapes = Object.entries(truths.shapes).filter(([name]) => ALIKE.test(name));
  const held: Held = { told: 0, atMost: 0, about: 0 };
  for (let wait = 0; wait < WAITS; wait += 1) {
    const [name, draw] = shapes[wait % shapes.length] ?? [];
    if (!draw) continue;
    const random = randomOf(truths, 'eta', source, count, wait, name ?? '');
    const median = KNOWN_S * 3 ** (2 * random() - 1);
    const earlier = source === 'ten earlier tasks' ? drawn(draw, median, 10, random) : [];
    tell(drawn(draw, median, count, random), earlier, source, held);
  }
  return held;
}

/** Asks for the ETA once a minute, in long waits once in a sixtieth of them, and counts how often it holds. */
function tell(
  durations: readonly number[],
  earlier: readonly number[],
  source: string,
  held: Held,
): void {
  const end = Math.max(...durations);
  const step = MINUTE_S * Math.ceil(end / (60 * MINUTE_S));
  for (let at = step; at < end; at += step) {
    const running = durations.filter((duration) => duration > at);
    const ended = durations.filter((duration) => duration <= at);
    const runners = running.map((): Runner => ({ ageMs: at * 1_000, advance: null }));
    const known = sources[source]?.([...earlier].map((seconds) => seconds * 1_000));
    if (!known) continue;
    const earlierMs = [...(known.earlierMs ?? []), ...ended.map((seconds) => seconds * 1_000)];
    const eta = etaOf(runners, { ...known, earlierMs });
    if (!eta) continue;
    const leftMs = (end - at) * 1_000;
    held.told += 1;
    if (leftMs <= eta.atMostMs) held.atMost += 1;
    if (leftMs <= eta.likelyMs) held.about += 1;
  }
}
