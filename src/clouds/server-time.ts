import type { HttpResponse, World } from '../model/world.ts';

/** The time by a server's clock: ours, until it has said that ours is wrong. */
export interface ServerTime {
  now(): number;
  /** Goes by the `Date` of an answer from now on. One that has none, or none that makes sense, changes nothing. */
  learn(answer: HttpResponse): void;
}

export function createServerTime(world: Pick<World, 'clock'>): ServerTime {
  let aheadMs = 0;
  return {
    now: () => world.clock.now() + aheadMs,
    learn({ headers }) {
      const time = timeIn(headers.date);
      if (!Number.isNaN(time)) aheadMs = time - world.clock.now();
    },
  };
}

/**
 * The pause that a server asks for, in milliseconds. `x-acs-retry-after` counts milliseconds (Alibaba's own clients
 * read it so), `Retry-After` seconds or a date (RFC 9110 section 10.2.3). Zero, negative and unreadable values say nothing.
 */
export function retryAfterOf({ headers }: HttpResponse, now: number): number | undefined {
  const candidates = [
    Number(headers['x-acs-retry-after'] || Number.NaN),
    Number(headers['retry-after'] || Number.NaN) * 1_000,
    timeIn(headers['retry-after']) - now,
  ];
  return candidates.find((ms) => Number.isFinite(ms) && ms > 0);
}

/** No server's clock shows a year outside of these; a request dated there could not even be signed. */
const SENSIBLE_TIMES = [Date.UTC(2020, 0), Date.UTC(2100, 0)] as const;

/** A time that a server gives in a header; NaN of what is unreadable or makes no sense. Our own clock may show any year. */
function timeIn(text = ''): number {
  const time = Date.parse(text);
  return time >= SENSIBLE_TIMES[0] && time < SENSIBLE_TIMES[1] ? time : Number.NaN;
}
