import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { alibabaTokenService } from '../../src/clouds/alibaba/sts.ts';
import type { IdTokenOf } from '../../src/clouds/id-token.ts';
import { type RoleRequest, roleCredentials, type TokenService } from '../../src/clouds/role.ts';
import { volcengineTokenService } from '../../src/clouds/volcengine/sts.ts';
import { fetchIdToken } from '../../src/hosts/github/id-token.ts';
import { CloudError } from '../../src/model/errors.ts';
import { EPOCH } from '../support/clock.ts';
import { asOnGitHub } from '../support/hosts.ts';
import { type Act, answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

const REQUEST: RoleRequest = {
  role: 'acs:ram::1:role/deploy',
  providerArn: 'acs:ram::1:oidc-provider/github',
  audience: 'sts.aliyuncs.com',
  sessionName: 'github-actions',
  durationSeconds: 3_600,
};
const ENV = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.example/token',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
};
const alibabaKeys = (Expiration: string) =>
  answer({
    Credentials: {
      AccessKeyId: 'STS.id',
      AccessKeySecret: 'temporary-secret',
      SecurityToken: 'temporary-token',
      Expiration,
    },
  });
const at = (ms: number) => new Date(EPOCH + ms).toISOString();
const HOUR = 3_600_000;
const noToken: IdTokenOf = async () => {
  throw new Error('asked for a token');
};

/** A runner whose every OIDC token is a new one, and a token service that follows a script. */
function start(script: [Act, ...Act[]], service: TokenService = alibabaTokenService, idToken = '') {
  const http = scriptedHttp(...script);
  let tokens = 0;
  const github = scriptedHttp(() => answer({ value: idToken || `oidc-${++tokens}` }));
  const events: string[] = [];
  const world = testWorld(
    (request, signal) => {
      events.push(`exchange ${new URLSearchParams(request.body).get('OIDCToken')}`);
      return http(request, signal);
    },
    { env: ENV },
  );
  const mask = (secret: string) => events.push(`mask ${secret}`);
  const runner = { ...world, http: github };
  const idTokenOf: IdTokenOf = (audience, tell, signal) =>
    fetchIdToken(audience, runner, tell, signal);
  const url = 'https://sts.example';
  const source = roleCredentials(service, url, REQUEST, world, idTokenOf, mask);
  const get = () => source.current(untouched());
  return { get, source, world, http, events };
}

describe('the exchange', () => {
  test('of Alibaba Cloud is unsigned, with everything in the form', async () => {
    const { get, http } = start([alibabaKeys(at(HOUR))]);
    await get();
    const [request] = http.requests;
    expect(request?.url.href).toBe(
      'https://sts.example/?Action=AssumeRoleWithOIDC&Format=JSON&Timestamp=2026-11-22T04%3A00%3A00Z&Version=2015-04-01',
    );
    expect(request?.headers.authorization).toBeUndefined();
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      OIDCProviderArn: REQUEST.providerArn,
      OIDCToken: 'oidc-1',
      RoleArn: REQUEST.role,
      RoleSessionName: 'github-actions',
      DurationSeconds: '3600',
    });
  });

  test.each(['Expiration', 'ExpiredTime'])('of Volcengine reads %s', async (name) => {
    const Credentials = { AccessKeyId: 'AK', SecretAccessKey: 'SK-long', SessionToken: 'ST-long' };
    const body = {
      Result: { Credentials: { ...Credentials, [name]: '2026-11-22T12:30:00+08:00' } },
    };
    const { get, http } = start([answer(body)], volcengineTokenService);
    expect(await get()).toEqual({
      accessKeyId: 'AK',
      accessKeySecret: 'SK-long',
      securityToken: 'ST-long',
      expiresAt: EPOCH + HOUR / 2,
    });
    expect(http.requests[0]?.url.search).toBe('?Action=AssumeRoleWithOIDC&Version=2018-01-01');
    expect(new URLSearchParams(http.requests[0]?.body).get('RoleTrn')).toBe(REQUEST.role);
  });

  test('masks every secret before anything could use it', async () => {
    const { get, events } = start([alibabaKeys(at(HOUR))]);
    await get();
    expect(events).toEqual([
      'mask oidc-1',
      'exchange oidc-1',
      'mask temporary-secret',
      'mask temporary-token',
    ]);
  });

  test('takes a new OIDC token every time, after a failure too', async () => {
    const { get, source, events } = start([answer('', 503), alibabaKeys(at(HOUR))]);
    await expect(get()).rejects.toMatchObject({ kind: 'transient' });
    source.renew(await get());
    await get();
    expect(events.filter((event) => event.startsWith('exchange'))).toEqual([
      'exchange oidc-1',
      'exchange oidc-2',
      'exchange oidc-3',
    ]);
  });

  test.each([{}, { Credentials: {} }, { Credentials: { AccessKeyId: '' } }])(
    'that answers %j is trouble that passes',
    async (body) => {
      await expect(start([answer(body)]).get()).rejects.toMatchObject({ kind: 'transient' });
    },
  );
});

test('keys that no header can carry end the wait, with where they came from', async () => {
  const Credentials = {
    AccessKeyId: 'STS.id',
    AccessKeySecret: 'temp\u200brary',
    SecurityToken: 'temporary-token',
    Expiration: at(HOUR),
  };
  const { get } = start([answer({ Credentials })]);
  await expect(get()).rejects.toMatchObject({
    kind: 'credential',
    message: expect.stringContaining('The token service gave an access key secret with'),
  });
});

describe('the life of a session', () => {
  test.each([
    ['as the cloud says', at(HOUR / 2), HOUR / 2],
    ['never longer than asked for', at(5 * HOUR), HOUR],
    ['as asked for where it has ended by a clock that is wrong', at(-HOUR), HOUR],
    ['as asked for where it is no time', 'soon', HOUR],
  ])('is %s', async (_, expiration, life) => {
    const { get } = start([alibabaKeys(expiration)]);
    expect((await get()).expiresAt).toBe(EPOCH + life);
  });

  test('is renewed before its end', async () => {
    const { get, world, http } = start([alibabaKeys(at(HOUR)), alibabaKeys(at(2 * HOUR))]);
    await get();
    world.clock.advance(HOUR - 5 * 60_000);
    await get();
    expect(http.requests).toHaveLength(2);
  });
});

describe('a refusal ends the wait and says what to check', () => {
  test.each([
    ['AuthenticationFail.OIDCToken.AudienceNotMatch', '', 'oidc-audience'],
    ['AuthenticationFail.OIDCToken.IssuerNotMatch', '', 'token.actions.githubusercontent.com'],
    ['AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch', '', 'fingerprints'],
    ['AuthenticationFail.OIDCToken.Expired', '', "runner's clock"],
    ['AuthenticationFail.NoPermission', 'No such OIDC Provider registered.', 'oidc-provider-arn'],
    ['AuthenticationFail.NoPermission', 'There is no permission.', 'trust policy'],
    ['EntityNotExist.Role', '', 'role-to-assume'],
    ['Whatever', '', 'trust policy of the role, and the audience'],
  ])('%s %s', async (Code, Message, remedy) => {
    const { get } = start([answer({ Code, Message }, 403)]);
    const error = await get().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ kind: 'credential', code: Code });
    expect(asOnGitHub((error as CloudError).remedy)).toContain(remedy);
    expect((error as CloudError).message).toContain(`Could not assume ${REQUEST.role}`);
  });

  test.each([
    ['The audience is wrong.', 'oidc-audience'],
    ['Unknown issuer.', 'OIDC provider in IAM'],
  ])('Volcengine: %s', async (Message, remedy) => {
    const body = { ResponseMetadata: { Error: { Code: 'InvalidParameter', Message } } };
    const { get } = start([answer(body, 400)], volcengineTokenService);
    await expect(get()).rejects.toMatchObject({ remedy: expect.stringContaining(remedy) });
  });

  test.each([
    [alibabaTokenService, { Code: 'AuthenticationFail.NoPermission' }, 'sts:AssumeRole (on RAM'],
    [
      volcengineTokenService,
      { ResponseMetadata: { Error: { Code: 'AccessDenied', Message: 'no' } } },
      'sts:AssumeRoleWithOIDC',
    ],
  ])('of the trust policy names its action and shows what the token says', async (...of) => {
    const [service, body, action] = of;
    const payload = { sub: 'repo:o@1/r@2:ref:x', aud: 'sts.example', iss: 'https://i.example' };
    const idToken = `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;
    const { get } = start([answer(body, 403)], service, idToken);
    const error = await get().catch((thrown: unknown) => thrown);
    expect((error as CloudError).remedy).toContain(action);
    expect((error as CloudError).remedy).toContain(
      'sub `repo:o@1/r@2:ref:x`, aud `sts.example`, iss `https://i.example`',
    );
    expect(JSON.stringify([String(error), error])).not.toContain(idToken.split('.')[1]);
  });

  test('of a pod names the file of its token, and asks no runner for one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'role-'));
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, 'of.the.pod');
    const http = scriptedHttp(answer({ Code: 'EntityNotExist.Role' }, 404));
    const source = roleCredentials(
      alibabaTokenService,
      'https://sts.example',
      { ...REQUEST, idToken: { kind: 'file', path: tokenFile } },
      testWorld(http),
      noToken,
      () => undefined,
    );
    await expect(source.current(untouched())).rejects.toThrow(tokenFile);
    rmSync(folder, { recursive: true });
    expect(new URLSearchParams(http.requests[0]?.body).get('OIDCToken')).toBe('of.the.pod');
  });

  test('throttling is no refusal', async () => {
    const { get } = start([answer({ Code: 'Throttling.User' }, 400)]);
    await expect(get()).rejects.toMatchObject({ kind: 'throttling' });
  });
});

describe('a token that was somewhere and has ended', () => {
  const tokenUntil = (exp: unknown) => {
    const payload = Buffer.from(JSON.stringify({ sub: 'job', exp })).toString('base64url');
    return `eyJ.${payload}.c2ln`;
  };
  const ago = (EPOCH - 20 * 60_000) / 1_000;
  const EXPIRED = { Code: 'AuthenticationFail.OIDCToken.Expired' };
  const volcengine = (Code: string, Message = '') => ({
    ResponseMetadata: { Error: { Code, Message } },
  });

  /** The error of a refused exchange, as GitHub's users read it. */
  async function refusal(body: object, token: string, service = alibabaTokenService) {
    const http = scriptedHttp(answer(body, 400));
    const world = testWorld(http, { env: { MINE: token } });
    const request: RoleRequest = { ...REQUEST, idToken: { kind: 'variable', name: 'MINE' } };
    const url = 'https://sts.example';
    const source = roleCredentials(service, url, request, world, noToken, () => undefined);
    const error = await source.current(untouched()).catch((thrown: unknown) => thrown);
    expect(http.requests).toHaveLength(1);
    expect(error).toMatchObject({ kind: 'credential' });
    const { message, remedy } = asOnGitHub(error as CloudError);
    expect(message + remedy).not.toContain(token.split('.')[1]);
    return { message, remedy };
  }

  test.each<[string, object, TokenService]>([
    ['by the word of Alibaba Cloud', EXPIRED, alibabaTokenService],
    ['by its own', { Code: 'AuthenticationFail.OIDCToken.Invalid' }, alibabaTokenService],
    ['by its own', { Code: 'Whatever' }, alibabaTokenService],
    ['by the word of Volcengine', volcengine('InvalidToken', 'expired'), volcengineTokenService],
    ['by its own', volcengine('InvalidParameter'), volcengineTokenService],
  ])('%s: %j is told with when, and what to do', async (_, body, service) => {
    const { message, remedy } = await refusal(body, tokenUntil(ago), service);
    expect(message).toContain(
      'the token in the variable MINE, which expired at 2026-11-22T03:40:00Z (20m ago):',
    );
    expect(remedy).toMatch(/one token a job.*role-session-duration.*GitLab.*keys/);
    expect(remedy).not.toContain('trust policy');
  });

  test.each([undefined, 'soon', null, 1e300, (EPOCH + 60_000) / 1_000])(
    'by the word of the cloud, and not by its own (exp %p), is told without a time',
    async (exp) => {
      const { message, remedy } = await refusal(EXPIRED, tokenUntil(exp));
      expect(message).toContain('which has expired:');
      expect(remedy).toContain('one token a job');
    },
  );

  test.each([
    ['AuthenticationFail.OIDCToken.AudienceNotMatch', 'client ids'],
    ['AuthenticationFail.NoPermission', 'trust policy'],
    ['EntityNotExist.Role', 'RAM knows no role'],
  ])('is no reason where the cloud names another: %s', async (Code, expected) => {
    const { message, remedy } = await refusal({ Code }, tokenUntil(ago));
    expect(message).not.toContain('expired');
    expect(remedy).toContain(expected);
    expect(remedy).toContain('sub `job`');
  });

  test('is none where it has not: the exchange is asked, whatever the clock of this machine says', async () => {
    const http = scriptedHttp(alibabaKeys(at(HOUR)));
    const world = testWorld(http, { env: { MINE: tokenUntil(ago) } });
    const request: RoleRequest = { ...REQUEST, idToken: { kind: 'variable', name: 'MINE' } };
    const url = 'https://sts.example';
    const source = roleCredentials(
      alibabaTokenService,
      url,
      request,
      world,
      noToken,
      () => undefined,
    );
    expect(await source.current(untouched())).toMatchObject({ accessKeyId: 'STS.id' });
  });
});
