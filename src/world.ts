import type { Clock } from './clock.ts';
import type { Http } from './http.ts';

/** Everything outside of the program that it depends on, as one argument: tests give another world. */
export interface World {
  clock: Clock;
  /** A number from 0 to 1, for jitter. */
  random: () => number;
  /** A text that no request has carried before. */
  nonce: () => string;
  http: Http;
  env: Readonly<Record<string, string | undefined>>;
}
