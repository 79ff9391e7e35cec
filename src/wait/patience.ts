import type { Clock } from '../model/clock.ts';
import { unusableAnswer } from '../model/errors.ts';

/** A look-up of results must not keep a deploy waiting that could go on, nor a failure from being seen. */
export const TIMEOUT_MS = 15_000;

/**
 * So long a cloud may go on refusing. What is over a quota in one minute may be refused until the next one is over
 * (https://www.alibabacloud.com/help/doc-detail/437902).
 */
const REFUSED_MS = 60_000 + TIMEOUT_MS;

/** How long many look-ups may go on together: for as long as answers come, but not past the deadline. */
interface Patience {
  /** Milliseconds that are left, as far as is known by now. */
  leftMs(): number;
  /** Told of an answer. */
  heard(): void;
  /** Told of one that was kept away by what passes: a refusal for too many requests shows that somebody is there. */
  missed(why: string, isRefusal: boolean): void;
  /** Why it has ended. */
  reason(): Error;
}

export const tooLate = () => unusableAnswer(`no answer within ${TIMEOUT_MS / 1_000} s`);

/** Patience from now on. It never ends before the time that a single look-up has, whatever the deadline. */
export function patienceUntil(deadline: number, clock: Clock): Patience {
  const latest = Math.max(clock.now() + TIMEOUT_MS, deadline);
  let heardAt = clock.now();
  let missedFor = '';
  let isRefused = false;
  return {
    leftMs: () => Math.min(heardAt + (isRefused ? REFUSED_MS : TIMEOUT_MS), latest) - clock.now(),
    heard() {
      heardAt = clock.now();
      missedFor = '';
      isRefused = false;
    },
    missed(why, isRefusal) {
      missedFor = why;
      isRefused ||= isRefusal;
    },
    reason() {
      if (missedFor) return unusableAnswer(missedFor);
      const isSilence = clock.now() - heardAt >= TIMEOUT_MS;
      return isSilence ? tooLate() : unusableAnswer('no time was left before the deadline');
    },
  };
}
