import type { HttpRequest } from '../model/world.ts';

/** An answer whose head is there. Reading the body to its end, or leaving it, frees what carries it. */
export interface Arriving {
  status: number;
  headers: Record<string, string[] | string | undefined>;
  body: AsyncIterable<Buffer>;
}

/** One way to carry requests. `http.ts` reads what arrives, and says what an error means. */
export interface Transport {
  /** Sends once, follows nothing. The signal ends whatever is under way. */
  send(request: HttpRequest, signal: AbortSignal): Promise<Arriving>;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** An API answers within a second; these only end what would hang. The first holds for TCP, for TLS and for a proxy's tunnel. */
export const CONNECT_TIMEOUT_MS = 10_000;
export const ANSWER_TIMEOUT_MS = 20_000;

/** Explicit, since the environment (NODE_TLS_REJECT_UNAUTHORIZED, NODE_OPTIONS) could weaken the defaults. */
export const TLS = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;
