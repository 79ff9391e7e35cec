/** Many jobs that share one account's quota, on virtual time: who finishes, how late, and how many requests are refused. */
import { delays, type PlannerOptions, slowedDown } from '../src/polling/planner.ts';
import { troubleDelay } from '../src/polling/schedule.ts';
import { NO_STRETCH } from '../src/polling/stretch.ts';
import { loadProvider } from '../src/providers/index.ts';
import { peers } from './policies.ts';
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

/** The action's own planner, with the two repeats of each request that it makes by itself. */
function ours(random: () => number): Waiter {
  const options: PlannerOptions = { pollIntervalMs: 'auto', typicalMs: TASK };
  const task = { id: 'task', state: 'running', status: 'BUILDING' } as const;
  let stretch = NO_STRETCH;
  let rounds = 0;
  let tries = 0;
  return {
    next(elapsed, isRefused) {
      const now = elapsed * 1_000;
      if (isRefused && tries < 2) {
        tries += 1;
        return (tries === 1 ? 0.5 : 1.5) * (0.5 + random() / 2);
      }
      tries = 0;
      if (isRefused) {
        rounds += 1;
        stretch = slowedDown(stretch, options, now);
        return troubleDelay(rounds, random()) / 1_000;
      }
      rounds = 0;
      const learnt = { begunAt: 0, earlierMs: [], stretch };
      return delays(learnt, options, now, random())(task) / 1_000;
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
export function quota(): { tables: string; goals: Goal[] } {
  const mine = share(ours);
  const fixed = 'fixed 5 s (aliyun CLI default)';
  const smithy = 'smithy 2 to 120 s (AWS SDK default)';
  const rows = [
    row('ours', mine),
    row('fixed 5 s, a refusal ends the wait', share(peer(fixed, false))),
    row('fixed 5 s, a refusal is passed over', share(peer(fixed, true))),
    row('smithy, a refusal is passed over', share(peer(smithy, true))),
  ];
  const goal: Goal = {
    what: `${WAITERS} waiters, ${REQUESTS_A_SECOND} requests a second: finished`,
    asked: `${WAITERS}`,
    measured: `${mine.finished}`,
    isMet: mine.finished === WAITERS,
  };
  const head = ['', 'finished', 'mean delay s', '95 % s', 'requests', 'refused'];
  return { tables: table(head, rows), goals: [goal] };
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
