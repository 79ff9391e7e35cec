/** How many requests a second one step sends to its cloud: plain JSON, and functions of it and the time. */

/**
 * Where nothing was refused. The smallest quota of a reading call that a vendor documents is 2,000 a minute, 33 a second,
 * for a whole account (Alibaba Cloud ECI, `Describe…`); most document none. 20 leaves two fifths of it to others, and who
 * sends no more than 20 within a second is not held back by a millisecond.
 */
export const MOST_A_SECOND = 20;

/**
 * One task is asked less often: it is slowed down by longer delays between looks. But for the first repeat after a refusal,
 * which may come a quarter of a second later than it would.
 */
export const LEAST_A_SECOND = 2;

/** What a refusal leaves of the rate that was really sent: the factor of CUBIC (RFC 9438), and of the AWS SDKs' adaptive retries. */
const FALL = 0.7;

/**
 * From the lowest ceiling to the highest, by as much in each second, whatever is sent in between. Chosen in the simulation
 * of steps that share a quota (`bench/quota-steps.ts`): faster is more refusals, slower keeps a step slow after a short spell.
 */
const RECOVERY_MS = 5 * 60_000;

const SECOND_MS = 1_000;

/** What of the ceiling and the requests under it has to be known. Times are milliseconds since 1970. */
export interface Ceiling {
  /** Requests a second, when it was set last. */
  perSecond: number;
  /** When that was. */
  since: number;
  /** When the requests of the last second were sent. */
  sent: readonly number[];
}

/** A request that was let through, and how many were within the second before it, itself included. */
export interface Pass {
  at: number;
  perSecond: number;
}

export const UNREFUSED: Ceiling = { perSecond: MOST_A_SECOND, since: -1, sent: [] };

/** Requests a second that may be sent. By a clock that is behind that of the process before, no time has passed. */
export function ceilingAt({ perSecond, since }: Ceiling, now: number): number {
  const share = Math.max(now - since, 0) / RECOVERY_MS;
  return Math.min(perSecond + (MOST_A_SECOND - LEAST_A_SECOND) * share, MOST_A_SECOND);
}

/**
 * When the next request may be sent, `now` at the earliest: no second holds more than the ceiling, and once it has
 * fallen, requests are spread evenly, since a burst is refused sooner.
 */
export function readyAt(ceiling: Ceiling, now: number): number {
  const most = ceilingAt(ceiling, now);
  const sent = recent(ceiling, now);
  const freed = (sent.at(-Math.ceil(most)) ?? Number.NEGATIVE_INFINITY) + SECOND_MS;
  const last = sent.at(-1);
  const spread = last !== undefined && most < MOST_A_SECOND ? last + SECOND_MS / most : now;
  return Math.max(now, freed, spread);
}

/** The ceiling after a request is sent at `now`, and what is to be kept of the request until its answer comes. */
export function sentAt(ceiling: Ceiling, now: number): { ceiling: Ceiling; pass: Pass } {
  const sent = [...recent(ceiling, now), now];
  return { ceiling: { ...ceiling, sent }, pass: { at: now, perSecond: sent.length } };
}

/**
 * The ceiling after the cloud has refused a request for too many. It falls once for all that was sent before it fell: they
 * tell of the rate that there was, not of the one since.
 */
export function refused(ceiling: Ceiling, pass: Pass, now: number): Ceiling {
  if (pass.at <= ceiling.since) return ceiling;
  const rate = Math.max(pass.perSecond, recent(ceiling, now).length);
  const perSecond = Math.max(FALL * Math.min(rate, ceilingAt(ceiling, now)), LEAST_A_SECOND);
  return { ...ceiling, perSecond, since: now };
}

/** Requests, one at least, that so many milliseconds from `now` on have room for at the ceiling there is. */
export function roomIn(ms: number, ceiling: Ceiling, now: number): number {
  return Math.max(Math.floor((ceilingAt(ceiling, now) * ms) / SECOND_MS), 1);
}

/** Milliseconds that so many requests are held back by the ceiling there is. */
export function timeFor(requests: number, ceiling: Ceiling, now: number): number {
  return SECOND_MS * Math.floor(requests / ceilingAt(ceiling, now));
}

/** When the requests of the second before `now` were sent; one that is yet to come, by a clock that was ahead, is none of them. */
function recent({ sent }: Ceiling, now: number): number[] {
  return sent.filter((at) => at > now - SECOND_MS && at <= now);
}
