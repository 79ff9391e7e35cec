/** Jobs that share one account's quota, on virtual time: who finishes, how late, and how many requests are refused. */
import { readyAt, refused, sentAt, UNREFUSED } from '../src/clouds/ceiling.ts';
import { delays, type PlannerOptions, slowedDown } from '../src/polling/planner.ts';
import { troubleDelay } from '../src/polling/schedule.ts';
import { NO_STRETCH } from '../src/polling/stretch.ts';
import { loadProvider } from '../src/providers/index.ts';
import { peers } from './policies.ts';
import { oneStep, severalSteps, spell } from './quota-steps.ts';
import { logNormal, mean, quantile, seeded } from './statistics.ts';
import { type Goal, table } from './table.ts';

const WAITERS = 500;
const REQUESTS_A_SECOND = 10;
/** Long enough for the slowest of all tasks, so that whoever does not finish was lost to throttling. */
const TIMEOUT_S = 3 * 3_600;
const { typicalMs: TASK } = await loadProvider('alibaba-ecs-image-pipeline');

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
      end: start + logNormal(TASK / 1_000, 0.5, random),
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
  const options: PlannerOptions = { pollIntervalMs: 'auto', typicalMs: TASK };
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
  const tables = [waiters(goals), await spell(goals), await oneStep(goals), await severalSteps()];
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
