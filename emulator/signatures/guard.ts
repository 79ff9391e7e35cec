import type { Call } from '../call.ts';
import type { KeyRing } from '../keys.ts';
import type { Nonces } from './nonces.ts';

/** What of a request goes into its signature. */
export type Signed = Pick<Call, 'method' | 'rawPath' | 'rawQuery' | 'headers'>;

/** What a signature is checked against. */
export interface Guard {
  keys: KeyRing;
  nonces: Nonces;
  /** What the server takes for the present when it looks at a request's date; ms. */
  serverNow: () => number;
  /** What it takes for the present when it looks at an expiry; ms. */
  expiryNow: () => number;
}
