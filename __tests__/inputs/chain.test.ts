import { describe, expect, test } from '@jest/globals';
import { InputError } from '../../src/model/errors.ts';
import { GOOD, read, SECRET } from '../support/inputs.ts';

type Env = Record<string, string>;
const BARE: Env = { ...GOOD, 'access-key-id': '', 'access-key-secret': '' };
const VOLCENGINE: Env = { ...BARE, provider: 'volcengine-ecs-task', region: 'cn-beijing' };
const PROFILE = '/home/runner/.aliyun/config.json';
const TOKEN = '/var/run/secrets/token';
const URI = 'http://127.0.0.1/keys';

const accessOf = (env: Env, files: string[] = [], texts = BARE) =>
  read(texts, env, (path) => files.includes(path)).credentials;

function problemsWith(env: Env, files: string[] = [], texts = BARE): readonly string[] {
  try {
    accessOf(env, files, texts);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message);
    throw error;
  }
}

const KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'env', ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET };
const RRSA = {
  ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/pod',
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/ack',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: TOKEN,
};
const IRSA = {
  VOLCENGINE_OIDC_ROLE_TRN: 'trn:iam::1:role/pod',
  VOLCENGINE_OIDC_TOKEN_FILE: TOKEN,
};

describe("the order is that of the vendor's own chain", () => {
  const ALL: readonly [string, Env, object][] = [
    ['keys', KEYS, { kind: 'keys' }],
    ['the role of a pod', RRSA, { kind: 'role', request: { role: 'acs:ram::1:role/pod' } }],
    ['a profile of the CLI', { HOME: '/home/runner' }, { kind: 'profile', of: 'cli' }],
    [
      'a credentials file',
      { ALIBABA_CLOUD_CREDENTIALS_FILE: '/keys' },
      { kind: 'profile', of: 'file' },
    ],
    ['a role by name', { ALIBABA_CLOUD_ECS_METADATA: 'r' }, { kind: 'instance-role', role: 'r' }],
    ['any role', { RUNNER_ENVIRONMENT: 'self-hosted' }, { kind: 'instance-role' }],
    ['a credentials URI', { ALIBABA_CLOUD_CREDENTIALS_URI: URI }, { kind: 'uri', uri: URI }],
  ];

  test.each(ALL.map(([name], at) => [name, at] as const))('%s, before all after it', (_, at) => {
    const later = Object.assign({}, ...ALL.slice(at).map(([, env]) => env));
    expect(accessOf(later, [PROFILE, '/keys', TOKEN])).toMatchObject(ALL[at]?.[2] ?? {});
  });

  test.each(ALL)('%s alone', (_, env, expected) => {
    expect(accessOf(env, [PROFILE, '/keys', TOKEN])).toMatchObject(expected);
  });

  test('of Volcengine: keys, the role of a pod, the role of the instance', () => {
    const keys = { VOLCENGINE_ACCESS_KEY: 'id', VOLCENGINE_SECRET_KEY: SECRET };
    const instance = { VOLCENGINE_ECS_METADATA: 'r' };
    const kinds = [{ ...instance, ...IRSA, ...keys }, { ...instance, ...IRSA }, instance].map(
      (env) => accessOf(env, [TOKEN], VOLCENGINE).kind,
    );
    expect(kinds).toEqual(['keys', 'role', 'instance-role']);
  });

  test('keeps a credentials URI for a machine that turns out to have no role', () => {
    const env = { RUNNER_ENVIRONMENT: 'self-hosted', ALIBABA_CLOUD_CREDENTIALS_URI: URI };
    expect(accessOf(env)).toEqual({ kind: 'instance-role', otherwise: URI });
  });

  test('inputs come before all of it', () => {
    expect(accessOf({ ...RRSA, HOME: '/home/runner' }, [PROFILE, TOKEN], GOOD)).toMatchObject({
      kind: 'keys',
      credentials: { accessKeyId: 'id' },
    });
  });
});

describe('nothing', () => {
  test.each<[Env, string[]]>([
    [{ RUNNER_ENVIRONMENT: 'github-hosted' }, []],
    [{ RUNNER_ENVIRONMENT: 'self-hosted', ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' }, []],
    [{ HOME: '/home/runner', ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' }, [PROFILE]],
    [{ ALIBABA_CLOUD_CREDENTIALS_FILE: '/missing' }, []],
    [{ ALIBABA_CLOUD_ROLE_ARN: RRSA.ALIBABA_CLOUD_ROLE_ARN }, [TOKEN]],
    [{ ...RRSA, ALIBABA_CLOUD_OIDC_PROVIDER_ARN: ' ' }, [TOKEN]],
    [IRSA, [TOKEN]],
  ])('is found with %j', (env, files) => {
    expect(problemsWith(env, files)).toEqual([expect.stringMatching(/^There are no credentials/)]);
  });
});

describe('the role of a pod', () => {
  test('of ACK has everything from its variables', () => {
    const env = { ...RRSA, ALIBABA_CLOUD_ROLE_SESSION_NAME: 'pod-1' };
    expect(accessOf(env, [TOKEN])).toEqual({
      kind: 'role',
      tokenUrl: 'https://sts.cn-hangzhou.aliyuncs.com',
      request: {
        role: 'acs:ram::1:role/pod',
        providerArn: 'acs:ram::1:oidc-provider/ack',
        idToken: { kind: 'file', path: TOKEN },
        sessionName: 'pod-1',
        durationSeconds: 3_600,
      },
    });
  });

  test('of VKE has the name of its session from the input where no variable has it', () => {
    expect(accessOf(IRSA, [TOKEN], VOLCENGINE)).toMatchObject({
      tokenUrl: 'https://sts.volcengineapi.com',
      request: {
        role: 'trn:iam::1:role/pod',
        idToken: { kind: 'file', path: TOKEN },
        sessionName: 'github-actions',
      },
    });
    const env = { ...IRSA, VOLCENGINE_OIDC_ROLE_SESSION_NAME: 'pod-1' };
    expect(accessOf(env, [TOKEN], VOLCENGINE)).toMatchObject({ request: { sessionName: 'pod-1' } });
  });

  test.each<[string, Env, string[]]>([
    ['ALIBABA_CLOUD_OIDC_TOKEN_FILE', RRSA, []],
    ['ALIBABA_CLOUD_ROLE_ARN', { ...RRSA, ALIBABA_CLOUD_ROLE_ARN: 'trn:iam::1:role/x' }, [TOKEN]],
    [
      'ALIBABA_CLOUD_OIDC_PROVIDER_ARN',
      { ...RRSA, ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'ack' },
      [TOKEN],
    ],
    [
      'ALIBABA_CLOUD_ROLE_SESSION_NAME',
      { ...RRSA, ALIBABA_CLOUD_ROLE_SESSION_NAME: 'a b' },
      [TOKEN],
    ],
  ])('with a wrong %s names that variable', (name, env, files) => {
    expect(problemsWith(env, files)).toEqual([expect.stringContaining(name)]);
  });
});

describe('a credentials URI', () => {
  test.each([
    'file:///passwd',
    'ftp://host/passwd',
    'host:80/passwd',
    '/passwd',
    'http://',
    'http://a\nb',
  ])('%s is an input error that does not show it', (uri) => {
    const problems = problemsWith({ ALIBABA_CLOUD_CREDENTIALS_URI: uri });
    expect(problems).toEqual([expect.stringContaining('ALIBABA_CLOUD_CREDENTIALS_URI is not')]);
    expect(problems.join()).not.toContain('passwd');
  });

  test.each([`${URI}\n`, 'https://keys.example/a'])('%j is taken', (uri) => {
    const credentials = accessOf({ ALIBABA_CLOUD_CREDENTIALS_URI: uri });
    expect(credentials).toEqual({ kind: 'uri', uri: uri.trim() });
  });
});
