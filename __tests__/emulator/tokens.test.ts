import { afterEach, describe, expect, test } from '@jest/globals';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/index.ts';
import { ack, volcengine } from './calls.ts';
import { queryText, type Received, send } from './client.ts';

let emulator: Emulator;
afterEach(() => emulator.close());

/** An emulator whose clock is pushed by hand, starting from the present. */
async function start(options: EmulatorOptions = {}) {
  const clock = { ahead: 0 };
  const base = Date.now();
  emulator = await startEmulator({
    tasks: [{ kind: 'alibaba-ack-task', id: 'T-1', steps: [{ at: 0, status: 'running' }] }],
    now: () => base + clock.ahead,
    ...options,
  });
  return { clock, now: () => base + clock.ahead };
}

async function idToken(audience: string, more: Record<string, string> = {}): Promise<string> {
  const { body, text } = await send(emulator.url, {
    path: '/_emulator/oidc',
    query: { audience, ...more },
    headers: { authorization: 'bearer runner' },
  });
  return more.as === 'text' ? text.trim() : String(body.value);
}

const CONNECTION = '01234567-89ab-cdef-0123-456789abcdef';

function azureToken(query: Record<string, string>, headers = { authorization: 'Bearer job' }) {
  return send(emulator.url, { method: 'POST', path: '/_emulator/azure/oidc', query, headers });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

const exchanges = {
  alibaba: {
    audience: 'sts.aliyuncs.com',
    version: '2015-04-01',
    body: {
      RoleArn: 'acs:ram::1000000000000000:role/ci',
      OIDCProviderArn: 'acs:ram::1000000000000000:oidc-provider/github',
      RoleSessionName: 'github-actions',
    },
    refusals: {
      invalid: 'AuthenticationFail.OIDCToken.Invalid',
      expired: 'AuthenticationFail.OIDCToken.Expired',
      audience: 'AuthenticationFail.OIDCToken.AudienceNotMatch',
      role: 'EntityNotExist.Role',
      denied: 'AuthenticationFail.NoPermission',
      duration: 'InvalidParameter.DurationSeconds',
      missing: 'MissingParameter.OIDCToken',
    },
    role: { RoleArn: 'acs:ram::1000000000000000:role/missing' },
  },
  volcengine: {
    audience: 'sts.volcengineapi.com',
    version: '2018-01-01',
    body: { RoleTrn: 'trn:iam::2000000000:role/ci', RoleSessionName: 'github-actions' },
    refusals: {
      invalid: 'OIDCTokenInvalid',
      expired: 'OIDCTokenExpired',
      audience: 'OIDCTokenAudienceNotMatch',
      role: 'RoleNotExist',
      denied: 'AccessDenied',
      duration: 'InvalidParameter',
      missing: 'MissingParameter',
    },
    role: { RoleTrn: 'trn:iam::2000000000:role/missing' },
  },
};

/** Any of the fields that carry temporary keys, under whatever name. */
function credentialsOf(body: Record<string, unknown>) {
  const holder = (body.Result ?? body) as { Credentials?: Record<string, string> };
  const found = holder.Credentials ?? {};
  return {
    accessKeyId: found.AccessKeyId ?? '',
    accessKeySecret: found.AccessKeySecret ?? found.SecretAccessKey ?? '',
    securityToken: found.SecurityToken ?? found.SessionToken ?? '',
    expires: Date.parse(found.Expiration ?? ''),
  };
}

describe.each(['alibaba', 'volcengine'] as const)('AssumeRoleWithOIDC of %s', (cloud) => {
  const { audience, version, body, refusals, role } = exchanges[cloud];
  const exchange = (fields: Record<string, string>): Promise<Received> =>
    send(emulator.url, {
      method: 'POST',
      query: { Action: 'AssumeRoleWithOIDC', Version: version, Format: 'JSON' },
      headers: form,
      body: queryText({ ...body, ...fields }),
    });
  const poll = (keys: ReturnType<typeof credentialsOf>, date: number) =>
    cloud === 'alibaba'
      ? ack(emulator.url, 'T-1', { keys, date })
      : volcengine(emulator.url, {}, { keys, date });

  test('gives keys that work until they expire', async () => {
    const { clock, now } = await start();
    const answer = await exchange({ OIDCToken: await idToken(audience), DurationSeconds: '900' });
    const keys = credentialsOf(answer.body);
    expect(Math.abs(keys.expires - now() - 900_000)).toBeLessThan(1000);
    expect((await poll(keys, now())).status).toBe(200);
    clock.ahead = 901_000;
    const late = await poll(keys, now());
    expect(late.text).toContain(
      cloud === 'alibaba' ? 'InvalidSecurityToken.Expired' : 'InvalidSecretToken',
    );
    expect(late.status).toBe(cloud === 'alibaba' ? 400 : 401);
  });

  test('gives keys that need their token', async () => {
    const { now } = await start();
    const keys = credentialsOf((await exchange({ OIDCToken: await idToken(audience) })).body);
    const bare = await poll({ ...keys, securityToken: '' }, now());
    const wrong = await poll({ ...keys, securityToken: 'another' }, now());
    const codes =
      cloud === 'alibaba'
        ? ['MissingSecurityToken', 'InvalidSecurityToken.MismatchWithAccessKey']
        : ['InvalidSecretToken', 'InvalidSecretToken'];
    expect(bare.text).toContain(codes[0]);
    expect(wrong.text).toContain(codes[1]);
  });

  test('takes an OIDC token once, and only while it is good', async () => {
    const { clock } = await start();
    const token = await idToken(audience);
    expect((await exchange({ OIDCToken: token })).status).toBe(200);
    expect((await exchange({ OIDCToken: token })).text).toContain(`"${refusals.invalid}"`);
    const other = await idToken('somebody.else');
    expect((await exchange({ OIDCToken: other })).text).toContain(`"${refusals.audience}"`);
    expect((await exchange({ OIDCToken: 'no.token' })).text).toContain(`"${refusals.invalid}"`);
    const old = await idToken(audience);
    clock.ahead = 301_000;
    expect((await exchange({ OIDCToken: old })).text).toContain(`"${refusals.expired}"`);
  });

  test('takes a token of GitLab again and again, until it ends, and none that has', async () => {
    const { clock } = await start();
    const token = await idToken(audience, { issuer: 'gitlab', lives: '600', as: 'text' });
    expect((await exchange({ OIDCToken: token })).status).toBe(200);
    expect((await exchange({ OIDCToken: token })).status).toBe(200);
    clock.ahead = 600_000;
    expect((await exchange({ OIDCToken: token })).text).toContain(`"${refusals.expired}"`);
    const ended = await idToken(audience, { issuer: 'gitlab', lives: '-60' });
    expect((await exchange({ OIDCToken: ended })).text).toContain(`"${refusals.expired}"`);
  });

  test('takes a token of Azure, whose audience is its own, once', async () => {
    await start();
    const query = { 'api-version': '7.1', serviceConnectionId: CONNECTION };
    const OIDCToken = String((await azureToken(query)).body.oidcToken);
    expect((await exchange({ OIDCToken })).status).toBe(200);
    expect((await exchange({ OIDCToken })).text).toContain(`"${refusals.invalid}"`);
  });

  test('refuses what is missing or out of bounds', async () => {
    await start();
    const OIDCToken = await idToken(audience);
    expect((await exchange({ OIDCToken, ...role })).text).toContain(`"${refusals.role}"`);
    expect((await exchange({})).text).toContain(`"${refusals.missing}"`);
    const brief = await exchange({ OIDCToken, DurationSeconds: '899' });
    expect(brief.text).toContain(`"${refusals.duration}"`);
  });

  test('can be denied, told another audience, and made short-lived', async () => {
    await start({ denied: ['sts:AssumeRoleWithOIDC'], audience: 'mine' });
    const refused = await exchange({ OIDCToken: await idToken('mine') });
    expect(refused.text).toContain(`"${refusals.denied}"`);
    await emulator.close();
    const { now } = await start({ audience: 'mine', sessionSeconds: 5 });
    const answer = await exchange({ OIDCToken: await idToken('mine') });
    expect(credentialsOf(answer.body).expires - now()).toBeLessThanOrEqual(5000);
  });
});

test.each(['clock-ahead', 'clock-behind'] as const)('%s spoils no token', async (fault) => {
  await start({ faults: [{ fault }] });
  const { audience, version, body } = exchanges.alibaba;
  const fields = { ...body, OIDCToken: await idToken(audience), DurationSeconds: '900' };
  const answer = await send(emulator.url, {
    method: 'POST',
    query: { Action: 'AssumeRoleWithOIDC', Version: version },
    headers: form,
    body: queryText(fields),
  });
  const date = Date.parse(answer.headers.date ?? '');
  expect(Math.abs(date - Date.now())).toBeGreaterThan(19 * 60_000);
  const keys = credentialsOf(answer.body);
  expect((await ack(emulator.url, 'T-1', { keys, date })).status).toBe(200);
});

test('a server whose clock is off says so and measures by it', async () => {
  await start({ clockSkewMs: 3_600_000 });
  expect((await ack(emulator.url, 'T-1')).body.code).toBe('InvalidTimeStamp.Expired');
  expect((await ack(emulator.url, 'T-1', { date: Date.now() + 3_600_000 })).status).toBe(200);
});

test.each<[Record<string, string>, string, number]>([
  [{ 'api-version': '7.1', serviceConnectionId: CONNECTION }, 'Bearer job', 200],
  [{ 'api-version': '7.1', serviceConnectionId: CONNECTION }, '', 401],
  [{ 'api-version': '7.1', serviceConnectionId: 'mine' }, 'Bearer job', 404],
  [{ 'api-version': '7.1' }, 'Bearer job', 404],
  [{ serviceConnectionId: CONNECTION }, 'Bearer job', 400],
])('a token of Azure for %j with %j is %i', async (query, authorization, status) => {
  await start();
  expect((await azureToken(query, { authorization })).status).toBe(status);
  expect(emulator.requests).toMatchObject([{ action: 'CreateOidcToken', status }]);
});

test.each<Record<string, string>>([{ issuer: 'nobody' }, { lives: 'long' }])(
  'no token is made by %j',
  async (query) => {
    await start();
    const headers = { authorization: 'bearer me' };
    const answer = await send(emulator.url, { path: '/_emulator/oidc', query, headers });
    expect(answer.status).toBe(400);
  },
);

test('a request for an OIDC token is recorded, and needs a bearer token', async () => {
  await start();
  const answer = await send(emulator.url, { path: '/_emulator/oidc' });
  expect(answer.status).toBe(401);
  expect(emulator.requests).toMatchObject([{ action: 'GetIDToken', status: 401 }]);
});

describe.each([
  [
    'alibaba',
    'x-aliyun-ecs-metadata-token',
    '/latest/meta-data/ram/security-credentials/',
    'emulator-instance-role',
  ],
  [
    'volcengine',
    'x-volc-ecs-metadata-token',
    '/volcstack/latest/iam/security_credentials?type=user&format=json',
    '["emulator-instance-role"]',
  ],
] as const)('metadata of %s', (cloud, header, list, names) => {
  test('gives keys of the instance role to those who have a token', async () => {
    const { now } = await start();
    const get = (path: string, headers: Record<string, string>) =>
      send(emulator.url, { path, headers });
    expect((await get(list, {})).status).toBe(403);
    const { text: token } = await send(emulator.url, {
      method: 'PUT',
      path: '/latest/api/token',
      headers: { [`${header}-ttl-seconds`]: '21600' },
    });
    expect((await get(list, { [header]: token })).text).toBe(names);
    const folder = list.replace(/\/?(\?.*)?$/, '/');
    expect((await get(`${folder}nobody`, { [header]: token })).status).toBe(404);
    const { body } = await get(`${folder}emulator-instance-role`, { [header]: token });
    const keys = credentialsOf({ Credentials: body });
    const answer =
      cloud === 'alibaba'
        ? await ack(emulator.url, 'T-1', { keys, date: now() })
        : await volcengine(emulator.url, {}, { keys, date: now() });
    expect(answer.status).toBe(200);
  });

  test('knows its list by one address only, as the vendors write it', async () => {
    await start();
    const { text: token } = await send(emulator.url, {
      method: 'PUT',
      path: '/latest/api/token',
      headers: { [`${header}-ttl-seconds`]: '21600' },
    });
    const [path = '', query = ''] = list.split('?');
    const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
    const headers = { [header]: token };
    const { status, text } = await send(emulator.url, { path: `${other}?${query}`, headers });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain('emulator-instance-role');
  });

  test('gives no token without a time to live', async () => {
    await start();
    const answer = await send(emulator.url, { method: 'PUT', path: '/latest/api/token' });
    expect(answer.status).toBe(400);
  });
});
