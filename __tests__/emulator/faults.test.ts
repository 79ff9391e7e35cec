import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type Emulator,
  type FaultName,
  type FaultRule,
  faultNames,
  faults,
  type Kind,
  startEmulator,
} from '../../emulator/index.ts';
import { kinds, serviceOf } from '../../emulator/kinds.ts';
import { CONTRACT, isRoa } from '../support/contract.ts';
import { alibaba, entriesOf, pollOf, volcengine } from './calls.ts';
import { shapeChecks } from './checks-of-shape.ts';
import { type Received, send } from './client.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({
    tasks: kinds.map((kind) => ({
      kind,
      id: 'mine',
      steps: [{ at: 0, status: serviceOf(kind).words.running, phase: 'Push' }],
    })),
  });
});
afterEach(() => emulator.close());

const poll = (kind: Kind, rest = {}) =>
  send(emulator.url, pollOf(kind, emulator.url, 'mine', rest));

/** Status and code, as far as an answer has them. */
function seen({ status, body }: Received): string {
  const metadata = body.ResponseMetadata as { Error?: { Code: string } } | undefined;
  const code = metadata?.Error?.Code ?? body.Code ?? body.code ?? '';
  return `${status} ${code === 'success' ? '' : code}`.trim();
}

type Check = (kind: Kind) => Promise<void>;

const isVolcengine = (kind: Kind) => kind.startsWith('volcengine');
const isSingle = (kind: Kind) => CONTRACT[kind].entries[0] === '';

/** The refusals: what each cloud says. */
const refuses =
  (ofAlibaba: string, ofVolcengine: string, header?: [name: string, value: string]): Check =>
  async (kind) => {
    const answer = await poll(kind);
    expect(seen(answer)).toBe(isVolcengine(kind) ? ofVolcengine : ofAlibaba);
    if (header) expect(answer.headers[header[0]]).toBe(header[1]);
  };

/** Bodies that say nothing: status, content type, and what the text looks like. */
const says =
  (status: number, type: string, text: RegExp): Check =>
  async (kind) => {
    const answer = await poll(kind);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.text).toMatch(text);
  };

const entries = async (kind: Kind) => entriesOf(kind, (await poll(kind)).body);

const nextTokens = async (kind: Kind) => {
  const bodies = [(await poll(kind)).body, (await poll(kind)).body];
  return bodies.map((body) => ((body.Result ?? body) as { NextToken: string }).NextToken);
};

const flow = '429 FlowLimitExceeded';
const isNotFound: Check = async (kind) => {
  const answer = await poll(kind);
  expect(entriesOf(kind, answer.body)).toEqual([]);
  expect(seen(answer)).toBe(CONTRACT[kind].unknownTask ?? '200');
};
const isClock =
  (minutes: number): Check =>
  async (kind) => {
    const refused = await poll(kind);
    expect(seen(refused)).toBe(
      isVolcengine(kind) ? '400 InvalidTimestamp' : '400 InvalidTimeStamp.Expired',
    );
    // A client that takes the server's date as its own gets through.
    const date = Date.parse(refused.headers.date ?? '');
    expect(Math.abs(date - Date.now() - minutes * 60_000)).toBeLessThan(5000);
    expect((await poll(kind, { date })).status).toBe(200);
  };

/** One check for each fault: a fault without one does not compile. */
const checks: Record<FaultName, Check> = {
  throttled: refuses('400 Throttling.User', flow),
  'throttled-retry-after-ms': async (kind) => {
    await refuses('400 Throttling', flow)(kind);
    const { headers } = await poll(kind);
    if (isVolcengine(kind)) expect(headers['retry-after']).toBe('2');
    else expect(headers['x-acs-retry-after']).toBe('1500');
  },
  'throttled-429': refuses('429 Throttling', flow),
  'throttled-429-retry-after': refuses('429 Throttling', flow, ['retry-after', '2']),
  'account-flow-limit': refuses('400 Throttling.Api', '200 AccountFlowLimitExceeded'),
  'internal-error': refuses('500 InternalError', '500 InternalError'),
  'service-unavailable': refuses('503 ServiceUnavailable', '503 ServiceUnavailableTemp'),
  'bad-gateway-html': says(502, 'text/html', /^<html>/),
  'gateway-timeout-html': says(504, 'text/html', /^<html>/),
  'reset-before-answer': async (kind) => {
    await expect(poll(kind)).rejects.toMatchObject({ code: 'ECONNRESET' });
  },
  'reset-inside-body': async (kind) => {
    await expect(poll(kind)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(emulator.requests[0]?.status).toBe(200);
  },
  hang: async (kind) => {
    const pending = poll(kind).then(
      () => 'answered',
      () => 'broken off',
    );
    const pause = new Promise<string>((resolve) => setTimeout(() => resolve('nothing'), 80));
    expect(await Promise.race([pending, pause])).toBe('nothing');
    expect(emulator.requests[0]?.status).toBe(0);
    await emulator.close();
    expect(await pending).toBe('broken off');
  },
  'slow-body': async (kind) => {
    emulator.setFaults([{ fault: 'slow-body', delayMs: 1 }]);
    const start = performance.now();
    const { text } = await poll(kind);
    expect(() => JSON.parse(text)).not.toThrow();
    expect(performance.now() - start).toBeGreaterThan(text.length * 0.8);
  },
  'truncated-json': says(200, 'application/json', /^\{.*[^}]$/),
  'malformed-json': async (kind) => {
    const { text } = await poll(kind);
    expect(text).toMatch(/^\{.*\}$/);
    expect(() => JSON.parse(text)).toThrow();
  },
  'html-200': says(200, 'text/html', /^<html>/),
  'empty-200': says(200, 'application/json', /^$/),
  'empty-500': says(500, 'application/json', /^$/),
  'json-null': says(200, 'application/json', /^null$/),
  'json-array': says(200, 'application/json', /^\[\{.*\}\]$/),
  'oversized-body': async (kind) => {
    const { text, headers } = await poll(kind);
    expect(text.length).toBeGreaterThan(4 * 1024 * 1024);
    expect(headers['content-length']).toBeUndefined();
  },
  redirect: async (kind) => {
    const { status, headers } = await poll(kind);
    expect(status).toBe(302);
    const followed = await send(emulator.url, { path: headers.location ?? '' });
    expect(entriesOf(kind, followed.body)).toEqual([
      { id: 'mine', status: serviceOf(kind).words.success },
    ]);
    expect(emulator.requests.at(-1)?.action).toBe('FollowRedirect');
  },
  'wrong-content-type': async (kind) => {
    const { headers, body } = await poll(kind);
    expect(headers['content-type']).toBe('text/plain');
    expect(entriesOf(kind, body)).toHaveLength(1);
  },
  'error-xml': says(503, 'text/xml;charset=utf-8', /<Error>.*ServiceUnavailable/),
  'repeated-next-token': async (kind) => {
    const [one, two] = await nextTokens(kind);
    expect(one).toBeTruthy();
    expect(two).toBe(one);
  },
  'endless-pages': async (kind) => {
    const [one, two] = await nextTokens(kind);
    expect(one).toBeTruthy();
    expect(two).not.toBe(one);
  },
  'another-tasks-entry': async (kind) => {
    const found = await entries(kind);
    expect(found.length).toBe(isSingle(kind) ? 1 : 2);
    expect(found.map((entry) => entry.id)).not.toContain('mine');
    for (const entry of found) expect(entry.status).toBe(serviceOf(kind).words.success);
  },
  'extra-entries': async (kind) => {
    const { body, text } = await poll(kind);
    const ids = entriesOf(kind, body).map((entry) => entry.id);
    expect(ids).toEqual(isSingle(kind) ? ['mine'] : ['stranger-1', 'mine', 'stranger-2']);
    expect(text).toContain('stranger-2');
  },
  'entries-disagree': async (kind) => {
    const { body, text } = await poll(kind);
    const found = entriesOf(kind, body);
    expect(new Set(found.map((entry) => entry.id))).toEqual(new Set(['mine']));
    if (isSingle(kind)) expect(found[0]?.status.toLowerCase()).toMatch(/running|building/);
    else expect(found).toHaveLength(2);
    expect(text).toContain(`"${serviceOf(kind).words.success}"`);
  },
  'entries-contradict': async (kind) => {
    const { body, text } = await poll(kind);
    const found = entriesOf(kind, body);
    expect(new Set(found.map((entry) => entry.id))).toEqual(new Set(['mine']));
    if (isSingle(kind)) expect(found[0]?.status).toBe(serviceOf(kind).words.running);
    else expect(found.map((entry) => entry.status)).not.toContain(serviceOf(kind).words.running);
    expect(text).toContain(`"${serviceOf(kind).words.success}"`);
    expect(text).toMatch(/"fail(ed)?"/i);
  },
  'newer-strangers': async (kind) => {
    const { body, text } = await poll(kind);
    const ids = entriesOf(kind, body).map((entry) => entry.id);
    expect(ids).toEqual(isSingle(kind) ? ['mine'] : ['stranger-1', 'stranger-2', 'mine']);
    expect(text).toContain('stranger-2');
  },
  'same-second': async (kind) => {
    const { body, text } = await poll(kind);
    const ids = entriesOf(kind, body).map((entry) => entry.id);
    expect(ids).toEqual(isSingle(kind) ? ['mine'] : ['twin-of-mine', 'mine']);
    expect(text).toContain(`"${serviceOf(kind).words.success}"`);
  },
  ...shapeChecks(poll),
  vanished: isNotFound,
  'never-there': isNotFound,
  'error-in-200': async (kind) => {
    const answer = await poll(kind);
    expect(seen(answer)).toBe('200 InternalError');
    if (!isRoa(kind) && !isVolcengine(kind)) expect(answer.body.IsSuccess).toBe(false);
  },
  'unknown-status': async (kind) => {
    expect(await entries(kind)).toEqual([{ id: 'mine', status: 'EMULATED_NEW_STATUS' }]);
  },
  'clock-ahead': isClock(20),
  'clock-behind': isClock(-20),
  'nonce-used': refuses('400 SignatureNonceUsed', '401 InvalidTimestamp'),
  'token-expired': refuses('400 InvalidSecurityToken.Expired', '401 InvalidSecretToken'),
  'access-denied': async (kind) => {
    const answer = await poll(kind);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain(CONTRACT[kind].permission);
  },
  'invalid-key': refuses('404 InvalidAccessKeyId.NotFound', '401 InvalidAccessKey'),
  'signature-mismatch': refuses('400 SignatureDoesNotMatch', '401 SignatureDoesNotMatch'),
  'invalid-parameter': refuses('400 InvalidParameter', '400 InvalidParameter'),
  'unknown-api': refuses('404 InvalidAction.NotFound', '404 InvalidActionOrVersion'),
};

describe.each(faultNames)('%s', (name) => {
  test.each(kinds)('for %s', async (kind) => {
    emulator.setFaults([{ fault: name }]);
    await checks[name](kind);
    expect(emulator.requests[0]?.fault).toBe(name);
  });

  test('says what it is', () => {
    expect(faults[name].description).not.toBe('');
  });
});

describe('a rule', () => {
  const kind = 'volcengine-ecs-task';
  const statuses = async (rules: FaultRule[], times: number) => {
    emulator.setFaults(rules);
    const found = [];
    for (let i = 0; i < times; i += 1) found.push((await poll(kind)).status);
    return found;
  };

  test('strikes from the first request it names, as often as it says', async () => {
    const rule: FaultRule = { fault: 'internal-error', from: 2, count: 2 };
    expect(await statuses([rule], 5)).toEqual([200, 500, 500, 200, 200]);
  });

  test('gives way to an earlier one and counts all the same', async () => {
    const rules: FaultRule[] = [
      { fault: 'internal-error', count: 1 },
      { fault: 'empty-500', count: 2 },
    ];
    await statuses(rules, 3);
    expect(emulator.requests.map((each) => each.fault)).toEqual([
      'internal-error',
      'empty-500',
      undefined,
    ]);
  });

  test('concerns only its action and kind', async () => {
    expect(await statuses([{ fault: 'empty-500', kind: 'alibaba-ack-task' }], 1)).toEqual([200]);
    expect(await statuses([{ fault: 'empty-500', action: 'GetIDToken' }], 1)).toEqual([200]);
    const token = { path: '/_emulator/oidc', headers: { authorization: 'bearer x' } };
    expect((await send(emulator.url, token)).status).toBe(500);
  });

  test('does not hide that a request was wrong in itself', async () => {
    emulator.setFaults([{ fault: 'html-200' }]);
    const spoilt = { accessKeyId: 'emulator-access-key-id', accessKeySecret: 'x' };
    expect(seen(await volcengine(emulator.url, {}, { keys: spoilt }))).toContain('Signature');
  });

  test('is refused where its name is unknown', () => {
    expect(() => emulator.setFaults([{ fault: 'x' as FaultName }])).toThrow('unknown fault "x"');
  });

  test('says how long to wait', async () => {
    emulator.setFaults([{ fault: 'throttled-retry-after-ms', retryAfterMs: 700 }]);
    const query = { 'TaskId.1': 'mine' };
    const answer = await alibaba(emulator.url, 'eci', 'DescribeCommitContainerTask', query);
    expect(answer.headers['x-acs-retry-after']).toBe('700');
  });
});
