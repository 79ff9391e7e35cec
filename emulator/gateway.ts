import { randomUUID } from 'node:crypto';
import { accessDenied } from './access.ts';
import type { Call } from './call.ts';
import { type Context, wrap, wrapError } from './envelopes.ts';
import { ApiError } from './errors.ts';
import type { Delivery } from './fault.ts';
import type { FaultRules, Strike } from './fault-rules.ts';
import type { KeyRing } from './keys.ts';
import type { Backend, Operation, Wrapped } from './operation.ts';
import { type Route, route } from './router.ts';
import { verifyAcs3 } from './signatures/acs3.ts';
import type { Guard } from './signatures/guard.ts';
import { Nonces } from './signatures/nonces.ts';
import { isV1, verifyV1 } from './signatures/v1.ts';
import { scopeOf, verifyVolcengine } from './signatures/volcengine.ts';
import type { Starts } from './starts.ts';
import type { Timeline } from './timeline.ts';
import type { RecordedRequest } from './types.ts';

interface GatewayParts {
  timeline: Timeline;
  starts: Starts;
  rules: FaultRules;
  requests: RecordedRequest[];
  keys: KeyRing;
  now: () => number;
  /** The server's clock without the faults of it. */
  clock: () => number;
  denied: Set<string>;
  sessionSeconds: number | undefined;
  audience: string | undefined;
  onRequest: (request: RecordedRequest) => void;
}

/** A reply and how to bring it to the client; `date` is the server's time for its Date header. */
export interface Handled {
  reply: Wrapped;
  how: Delivery;
  delayMs: number;
  redirectTo: string;
  date: number;
}

const redirectPath = '/_emulator/redirected/';

/** What stands before the services: finds the operation, checks the signature, plays faults. */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #nonces = new Nonces();
  readonly #tokens = new Map<string, number>();
  /** Answers that wait behind a redirect; only a client that follows one gets to see them. */
  readonly #redirected = new Map<string, Wrapped>();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
  }

  /** Answers one request and records it. Never throws. */
  handle(call: Call): Handled {
    const { rules, requests, now, clock, onRequest } = this.#parts;
    const behind = this.#redirected.get(call.rawPath);
    const found = behind ? undefined : route(call);
    const strike = found?.operation && rules.strike(found.operation, now());
    const serverNow = () => clock() + (strike?.fault.clockOffsetMs ?? 0);
    const record = startRecord(call, found?.action ?? 'FollowRedirect', now(), strike);
    requests.push(record);

    const { reply, how } = behind
      ? { reply: behind, how: 'normal' as const }
      : this.#answer(call, found as Route, strike, serverNow, record);
    const redirectTo = redirectPath + randomUUID();
    if (how === 'redirect') this.#redirected.set(redirectTo, reply);
    if (how === 'redirect') record.status = 302;
    else if (how !== 'hang' && how !== 'reset') record.status = reply.status;
    onRequest(record);
    return { reply, how, delayMs: strike?.rule.delayMs ?? 50, redirectTo, date: serverNow() };
  }

  #answer(
    call: Call,
    found: Route,
    strike: Strike | undefined,
    serverNow: () => number,
    record: RecordedRequest,
  ): { reply: Wrapped; how: Delivery } {
    const context = contextOf(call, found);
    const { operation } = found;
    const finish = (reply: Wrapped): Wrapped => {
      if (reply.errorCode !== undefined) record.errorCode = reply.errorCode;
      return reply;
    };
    const refused = (error: unknown): Wrapped => {
      // A mistake of the emulator's own is an internal error too, with its message to find it by.
      const isKnown = error instanceof ApiError;
      return wrapError(
        isKnown ? error : new ApiError(500, 'InternalError', String(error)),
        context,
      );
    };
    try {
      if (!operation) throw found.error ?? new ApiError(404, 'NotFound', 'Nothing here.');
      const { keys, clock } = this.#parts;
      // A fault of the clock is about dates; it must not make tokens expire that are good.
      const guard = { keys, nonces: this.#nonces, serverNow, expiryNow: clock };
      const key = authenticate(call, operation, guard);
      if (key !== undefined) record.accessKeyId = key;
    } catch (error) {
      // No fault hides that a request was wrong in itself.
      return { reply: finish(refused(error)), how: 'normal' };
    }
    let reply: Wrapped;
    try {
      refuse(operation, strike, this.#parts.denied);
      reply = wrap(operation.run(call, this.#backend(context, strike)), context);
    } catch (error) {
      reply = refused(error);
    }
    const { fault, rule } = strike ?? {};
    const extra = fault?.headers?.(rule?.retryAfterMs ?? 1500, operation.cloud);
    const asked = { operation, call };
    const harmed = fault?.edit?.(finish(reply), found.envelope, asked) ?? finish(reply);
    return {
      reply: { ...harmed, headers: { ...harmed.headers, ...extra } },
      how: fault?.deliver ?? 'normal',
    };
  }

  #backend(context: Context, strike: Strike | undefined): Backend {
    const { timeline, starts, keys, clock, denied, sessionSeconds, audience } = this.#parts;
    const see = strike?.fault.see;
    return {
      tasks: timeline,
      starts,
      find: (wanted) => {
        const views = timeline.find(wanted);
        return see ? see(views, wanted.kind) : views;
      },
      keys,
      serverNow: clock,
      sessionSeconds,
      audience,
      tokens: this.#tokens,
      region: context.region || undefined,
      denied,
    };
  }
}

function startRecord(
  call: Call,
  action: string,
  at: number,
  strike: Strike | undefined,
): RecordedRequest {
  return {
    at,
    method: call.method,
    path: call.rawPath,
    query: call.query,
    headers: call.headers,
    body: call.body.toString(),
    action,
    status: 0,
    ...(strike && { fault: strike.name }),
  };
}

function contextOf(call: Call, found: Route): Context {
  const scope = scopeOf(call);
  const isVolcengine = found.envelope === 'volcengine';
  const host = call.headers.host ?? '';
  const [, inHost = ''] = /^[a-z]+(?:-anony)?(?:-vpc)?\.([\w-]+)\.aliyuncs\.com/.exec(host) ?? [];
  return {
    envelope: found.envelope,
    requestId: isVolcengine ? randomUUID().replaceAll('-', '') : randomUUID().toUpperCase(),
    host,
    action: found.action,
    version: found.version,
    region: isVolcengine ? (scope?.region ?? '') : inHost,
    service: scope?.service ?? '',
  };
}

function authenticate(call: Call, operation: Operation, guard: Guard): string | undefined {
  if (!operation.signed) return undefined;
  if (operation.cloud === 'volcengine') return verifyVolcengine(call, guard);
  return isV1(call) ? verifyV1(call, guard) : verifyAcs3(call, guard);
}

/** Throws what the fault says, or that the permission is missing. */
function refuse(operation: Operation, strike: Strike | undefined, denied: Set<string>): void {
  const how = strike?.fault.refuse;
  if (how === 'denied') throw accessDenied(operation);
  if (how) {
    const [status, code, message] = how[operation.cloud];
    throw new ApiError(status, code, message);
  }
  if (operation.permission && denied.has(operation.permission)) throw accessDenied(operation);
}
