import { within } from '../model/clock.ts';
import { unusableAnswer } from '../model/errors.ts';
import type { HttpRequest, HttpResponse, World } from '../model/world.ts';

/** From the first byte sent to the last one read. The APIs answer within a second. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** Sends a request, once. Where no whole answer has come within `limitMs`, it is given up with `late` as trouble that passes. */
export function send(
  request: HttpRequest,
  world: Pick<World, 'clock' | 'http'>,
  signal: AbortSignal,
  late: string,
  limitMs = REQUEST_TIMEOUT_MS,
): Promise<HttpResponse> {
  return within(
    world.clock,
    limitMs,
    signal,
    () => unusableAnswer(late),
    (limited) => world.http(request, limited),
  );
}
