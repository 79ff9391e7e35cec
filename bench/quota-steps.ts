/** One step of many tasks and several such steps under a quota, by the action's own wait on virtual time. */
import { loadProvider } from '../src/providers/index.ts';
import { waitForBuilds } from './builds.ts';
import { logNormal, mean, quantile, seeded } from './statistics.ts';
import { type Goal, table } from './table.ts';
import { virtualClock } from './virtual-clock.ts';

/** A day of virtual time begins with a whole second. */
const BEGIN = Date.parse('2026-01-01T00:00:00Z');
const MINUTE_MS = 60_000;

/** Ends from one second on, to half an hour, each a little later than the one before by a number that shares nothing with a minute. */
const ENDS_MS = Array.from({ length: 48 }, (_, index) => 1_000 + index * 37_300);

/** A minute of throttling at the start, with a fixed interval of a minute. */
export async function spell(goals: Goal[]): Promise<string> {
  const noticed = async (endMs: number, refusedMs: number) => {
    const { toldAt } = await waitForBuilds(
      {
        count: 1,
        repositories: 1,
        perSecond: (at) => (at < refusedMs ? 0 : SHARED),
        endsAfterMs: () => endMs,
        inputs: { 'poll-interval': '60s' },
      },
      virtualClock(BEGIN),
    );
    return toldAt.get('t-0') ?? Number.NaN;
  };
  const later: number[] = [];
  for (const endMs of ENDS_MS) {
    later.push(((await noticed(endMs, MINUTE_MS)) - (await noticed(endMs, 0))) / 1_000);
  }
  const worst = Math.max(...later);
  goals.push({
    what: 'a minute of throttling at the start, fixed interval of a minute: noticed later than without',
    asked: '≤ 60 s',
    measured: `${worst.toFixed(1)} s`,
    isMet: worst <= 60,
  });
  const text = `${mean(later).toFixed(1)} s later on average, ${worst.toFixed(1)} s at most`;
  return `A minute of throttling at the start costs a wait with a fixed interval of a minute: ${text} (ends after 1 s to 30 minutes).`;
}

const SHARED = 20;
const MANY = 1_000;
const { typicalMs: BUILD } = await loadProvider('alibaba-cr-artifact-build');

/** So many steps at once, each with its share of the builds, under one quota. */
async function together(count: number, repositories: number, perSecond: number) {
  const clock = virtualClock(BEGIN);
  const used = new Map<number, number>();
  const waits = Array.from({ length: count }, (_, nth) => {
    const random = seeded(1_000 + nth);
    const ends = Array.from({ length: MANY / count }, () => logNormal(BUILD, 0.6, random));
    const of = { count: ends.length, repositories, perSecond: () => perSecond, seed: nth };
    const endsAfterMs = (index: number) => ends[index] ?? 0;
    return waitForBuilds({ ...of, endsAfterMs, inputs: { timeout: '3h' } }, clock, used).then(
      (waited) => ({
        ...waited,
        delays: ends.map(
          (end, index) => ((waited.toldAt.get(`t-${index}`) ?? Number.NaN) - end) / 1_000,
        ),
      }),
    );
  });
  const all = await Promise.all(waits);
  const requests = all.flatMap((waited) => waited.requests);
  const answered = requests.filter(({ isRefused }) => !isRefused);
  return {
    images: all.flatMap(({ outcome }) => outcome.tasks).filter(({ image }) => image).length,
    delays: all.flatMap((waited) => waited.delays),
    sent: requests.length,
    refused: requests.length - answered.length,
    results: answered.filter(({ action }) => action !== 'GetArtifactBuildTask').length,
  };
}

/** A thousand builds under a quota, of few repositories and of many. */
export async function oneStep(goals: Goal[]): Promise<string> {
  const rows: string[][] = [];
  for (const repositories of [1, 30, MANY]) {
    const { images, results, delays, sent, refused } = await together(1, repositories, SHARED);
    goals.push({
      what: `${MANY} builds of ${repositories} repositories in one step, ${SHARED} requests a second: images, and requests for results`,
      asked: `${MANY}, ≤ ${repositories + 1}`,
      measured: `${images}, ${results}`,
      isMet: images === MANY && results <= repositories + 1,
    });
    rows.push([
      String(repositories),
      String(images),
      String(results),
      ...costs(delays, sent, refused),
    ]);
  }
  const head = [
    'repositories',
    'images',
    'requests for them',
    'mean delay s',
    '95 % s',
    'requests',
    'refused',
  ];
  return `${MANY} image builds in one step, ${SHARED} requests a second, 50 ms each, by the action's own code:\n\n${table(head, rows)}`;
}

/** How late the ends were noticed, and by how many requests. */
function costs(delays: readonly number[], sent: number, refused: number): string[] {
  return [
    mean(delays).toFixed(1),
    quantile(delays, 0.95).toFixed(1),
    String(sent),
    `${((100 * refused) / sent).toFixed(1)} %`,
  ];
}

/** Nobody has the quota alone. */
export async function severalSteps(): Promise<string> {
  const rows: string[][] = [];
  for (const [count, perSecond] of [
    [1, SHARED],
    [1, SHARED / 4],
    [2, SHARED],
    [5, SHARED],
    [5, SHARED / 2],
  ] as const) {
    const { images, delays, sent, refused } = await together(count, 30, perSecond);
    rows.push([String(count), String(perSecond), String(images), ...costs(delays, sent, refused)]);
  }
  const head = ['steps', 'quota', 'images', 'mean delay s', '95 % s', 'requests', 'refused'];
  return `The same ${MANY} builds in several steps that share a quota:\n\n${table(head, rows)}`;
}
