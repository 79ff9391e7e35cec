/** Jobs that share one account's quota, on virtual time: who finishes, how late, and how many requests are refused. */
import { readyAt, refused, sentAt, UNREFUSED } from '../src/clouds/ceiling.ts';
import { delays, type PlannerOptions, slowedDown } from '../src/polling/planner.ts';
import { troubleDelay } from '../src/polling/schedule.ts';
import { NO_STRETCH } from '../src/polling/stretch.ts';
import { loadProvider } from '../src/providers/index.ts';
import { waitForBuilds } from './builds.ts';
import { peers } from './policies.ts';
import { logNormal, mean, quantile, seeded } from './statistics.ts';
import { type Goal, table } from './table.ts';
import { virtualClock } from './virtual-clock.ts';

const WAITERS = 500;
const REQUESTS_A_SECOND = 10;
/** Long enough for the slowest of all tasks, so that whoever does not finish was lost to throttling. */
const TIMEOUT_S = 3 * 3_600;
const { typical: TASK } = await loadProvider('alibaba-ecs-image-pipeline');

/** How a waiter goes on after a look: seconds until the next one, undefined where it gives up. */
interface Waiter {
  next(elapsed: number, isRefused: boolean): number | undefined;
}

interface Result {
  finished: number;
  delays: number[];
  sent: number;
  refused: number;
}

/** Every waiter starts within the first minute and has a task of its own. The limit counts whole seconds. */
function share(create: (random: () => number) => Waiter): Result {
  const random = seeded(500);
  const waiters = Array.from({ length: WAITERS }, () => {
    const start = random() * 60;
    return {
      start,
      end: start + logNormal(TASK.medianMs / 1_000, TASK.spread, random),
      at: start,
      waiter: create(random),
    };
  });
  const result: Result = { finished: 0, delays: [], sent: 0, refused: 0 };
  const used = new Map<number, number>();
  const open = new Set(waiters);
  while (open.size > 0) {
    const one = [...open].reduce((first, other) => (other.at < first.at ? other : first));
    const second = Math.floor(one.at);
    const load = used.get(second) ?? 0;
    const isRefused = load >= REQUESTS_A_SECOND;
    if (!isRefused) used.set(second, load + 1);
    result.sent += 1;
    if (isRefused) result.refused += 1;
    else if (one.at >= one.end) {
      result.finished += 1;
      result.delays.push(one.at - one.end);
      open.delete(one);
      continue;
    }
    const elapsed = one.at - one.start;
    const pause = elapsed >= TIMEOUT_S ? undefined : one.waiter.next(elapsed, isRefused);
    if (pause === undefined) open.delete(one);
    else one.at = Math.min(one.at + pause, one.start + Math.max(TIMEOUT_S, elapsed));
  }
  return result;
}

/** The action's own planner and ceiling, with the two repeats of each request that it makes by itself. */
function ours(random: () => number): Waiter {
  const options: PlannerOptions = { pollIntervalMs: 'auto', typical: TASK };
  const task = { id: 'task', state: 'running', status: 'BUILDING' } as const;
  let stretch = NO_STRETCH;
  let rounds = 0;
  let tries = 0;
  let ceiling = UNREFUSED;
  const pauseAfter = (now: number, isRefused: boolean): number => {
    if (isRefused && tries < 2) {
      tries += 1;
      return (tries === 1 ? 500 : 1_500) * (0.5 + random() / 2);
    }
    tries = 0;
    if (isRefused) {
      rounds += 1;
      stretch = slowedDown(stretch, options, now);
      return troubleDelay(rounds, random());
    }
    rounds = 0;
    return delays({ begunAt: 0, earlierMs: [], stretch }, options, now, random())(task);
  };
  return {
    next(elapsed, isRefused) {
      const now = elapsed * 1_000;
      const sent = sentAt(ceiling, now);
      ceiling = isRefused ? refused(sent.ceiling, sent.pass, now) : sent.ceiling;
      const at = now + pauseAfter(now, isRefused);
      return (readyAt(ceiling, at) - now) / 1_000;
    },
  };
}

/** A peer that takes a refusal for the end, as most do. */
function peer(name: string, isPatient: boolean) {
  return (random: () => number): Waiter => {
    let count = 0;
    return {
      next(elapsed, isRefused) {
        count += 1;
        if (isRefused && !isPatient) return undefined;
        return peers[name]?.(count, elapsed, random);
      },
    };
  };
}

/** Table and goals of the quota bench. */
export async function quota(): Promise<{ tables: string; goals: Goal[] }> {
  const goals: Goal[] = [];
  const tables = [waiters(goals), await spell(goals), await oneStep(goals), await steps()];
  return { tables: tables.join('\n\n'), goals };
}

function waiters(goals: Goal[]): string {
  const mine = share(ours);
  const fixed = 'fixed 5 s (aliyun CLI default)';
  const smithy = 'smithy 2 to 120 s (AWS SDK default)';
  const rows = [
    row('ours', mine),
    row('fixed 5 s, a refusal ends the wait', share(peer(fixed, false))),
    row('fixed 5 s, a refusal is passed over', share(peer(fixed, true))),
    row('smithy, a refusal is passed over', share(peer(smithy, true))),
  ];
  const what = `${WAITERS} waiters, ${REQUESTS_A_SECOND} requests a second`;
  const [average, most] = [mean(mine.delays), quantile(mine.delays, 0.95)];
  goals.push(
    {
      what: `${what}: finished`,
      asked: `${WAITERS}`,
      measured: `${mine.finished}`,
      isMet: mine.finished === WAITERS,
    },
    {
      what: `${what}: mean delay, and that of 95 %`,
      asked: '≤ 27 s, ≤ 95 s',
      measured: `${average.toFixed(1)} s, ${most.toFixed(1)} s`,
      isMet: average <= 27 && most <= 95,
    },
  );
  const head = ['', 'finished', 'mean delay s', '95 % s', 'requests', 'refused'];
  return `${what}, a task each:\n\n${table(head, rows)}`;
}

/** A day of virtual time begins with a whole second. */
const BEGIN = Date.parse('2026-01-01T00:00:00Z');
const MINUTE_MS = 60_000;

/** Ends from one second on, to half an hour, each a little later than the one before by a number that shares nothing with a minute. */
const ENDS_MS = Array.from({ length: 48 }, (_, index) => 1_000 + index * 37_300);

/** A minute of throttling at the start, with a fixed interval of a minute. */
async function spell(goals: Goal[]): Promise<string> {
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
const { typical: BUILD } = await loadProvider('alibaba-cr-artifact-build');

/** So many steps at once, each with its share of the builds, under one quota. */
async function together(count: number, repositories: number, perSecond: number) {
  const clock = virtualClock(BEGIN);
  const used = new Map<number, number>();
  const waits = Array.from({ length: count }, (_, nth) => {
    const random = seeded(1_000 + nth);
    const ends = Array.from({ length: MANY / count }, () =>
      logNormal(BUILD.medianMs, BUILD.spread, random),
    );
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

async function oneStep(goals: Goal[]): Promise<string> {
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
      mean(delays).toFixed(1),
      quantile(delays, 0.95).toFixed(1),
      String(sent),
      `${((100 * refused) / sent).toFixed(1)} %`,
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

/** What the ceiling is for besides: nobody has the quota alone. */
async function steps(): Promise<string> {
  const rows: string[][] = [];
  for (const [count, perSecond] of [
    [1, SHARED],
    [1, SHARED / 4],
    [2, SHARED],
    [5, SHARED],
    [5, SHARED / 2],
  ] as const) {
    const { images, delays, sent, refused } = await together(count, 30, perSecond);
    rows.push([
      String(count),
      String(perSecond),
      String(images),
      mean(delays).toFixed(1),
      quantile(delays, 0.95).toFixed(1),
      String(sent),
      `${((100 * refused) / sent).toFixed(1)} %`,
    ]);
  }
  const head = ['steps', 'quota', 'images', 'mean delay s', '95 % s', 'requests', 'refused'];
  return `The same ${MANY} builds in several steps that share a quota:\n\n${table(head, rows)}`;
}

function row(name: string, { finished, delays, sent, refused }: Result): string[] {
  return [
    name,
    `${((100 * finished) / WAITERS).toFixed(1)} %`,
    mean(delays).toFixed(1),
    quantile(delays, 0.95).toFixed(1),
    String(sent),
    `${((100 * refused) / sent).toFixed(1)} %`,
  ];
}
