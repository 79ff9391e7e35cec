import { describe, expect, test } from '@jest/globals';
import { GOOD, GOOD_ROLE, problemsOf, read, SECRET } from '../support/inputs.ts';

const BARE = { ...GOOD, 'access-key-id': '', 'access-key-secret': '' };
const VOLCENGINE = { ...BARE, provider: 'volcengine-ecs-task', region: 'cn-beijing' };
const keys = (accessKeyId: string, securityToken?: string) => ({
  kind: 'keys',
  credentials: { accessKeyId, accessKeySecret: SECRET, ...(securityToken && { securityToken }) },
});

/** Variables of each family: id, secret and, where there is one, token. */
const FAMILIES: readonly [cloud: object, id: string, secret: string, token: string][] = [
  ...['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'].map(
    (prefix): [object, string, string, string] => [
      BARE,
      `${prefix}_ACCESS_KEY_ID`,
      `${prefix}_ACCESS_KEY_SECRET`,
      `${prefix}_SECURITY_TOKEN`,
    ],
  ),
  [BARE, 'ALICLOUD_ACCESS_KEY', 'ALICLOUD_SECRET_KEY', 'ALICLOUD_SECURITY_TOKEN'],
  [VOLCENGINE, 'VOLCENGINE_ACCESS_KEY', 'VOLCENGINE_SECRET_KEY', 'VOLCENGINE_SESSION_TOKEN'],
  [VOLCENGINE, 'VOLC_ACCESSKEY', 'VOLC_SECRETKEY', ''],
];

describe('keys of the environment', () => {
  test.each(FAMILIES)('%j: %s and %s', (inputs, id, secret, token) => {
    const env = { [id]: 'env-id', [secret]: SECRET };
    const texts = inputs as Record<string, string>;
    expect(read(texts, env).credentials).toEqual(keys('env-id'));
    if (!token) return;
    expect(read(texts, { ...env, [token]: 'tok' }).credentials).toEqual(keys('env-id', 'tok'));
  });

  test('are taken of one family as a whole, never mixed', () => {
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'half',
      ALIBABA_CLOUD_SECURITY_TOKEN: 'token of another',
      ALICLOUD_ACCESS_KEY_ID: 'whole',
      ALICLOUD_ACCESS_KEY_SECRET: SECRET,
    };
    expect(read(BARE, env).credentials).toEqual(keys('whole'));
  });

  test('give way to inputs as a whole', () => {
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'env',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'other',
      ALIBABA_CLOUD_SECURITY_TOKEN: 'token of the environment',
    };
    expect(read(GOOD, env).credentials).toEqual(keys('id'));
    const half = { 'access-key-id': 'id' };
    expect(problemsOf(half, BARE, env).map(({ input }) => input)).toEqual(['access-key-secret']);
  });

  test("are not taken from the other cloud's family", () => {
    const env = { VOLCENGINE_ACCESS_KEY: 'id', VOLCENGINE_SECRET_KEY: SECRET };
    expect(problemsOf({}, BARE, env).map(({ input }) => input)).toEqual(['access-key-id']);
  });
});

describe('the region of the environment', () => {
  const alibaba = { ...GOOD, region: '' };
  const volcengine = { ...GOOD, provider: 'volcengine-ecs-task', region: '' };
  const ORDER = [
    'ALIBABA_CLOUD_REGION_ID',
    'ALIBABACLOUD_REGION_ID',
    'ALICLOUD_REGION_ID',
    'ALICLOUD_REGION',
    'ALIBABA_CLOUD_REGION',
  ];

  test.each(ORDER)('%s wins over those after it', (name) => {
    const later = ORDER.slice(ORDER.indexOf(name)).map((other) => [other, 'cn-shanghai']);
    const env = { ...Object.fromEntries(later), [name]: 'cn-beijing' };
    expect(read(alibaba, env).region).toBe('cn-beijing');
  });

  test('VOLCENGINE_REGION is for Volcengine alone', () => {
    const env = { VOLCENGINE_REGION: 'cn-beijing' };
    expect(read(volcengine, env).region).toBe('cn-beijing');
    expect(problemsOf({}, alibaba, env).map(({ input }) => input)).toEqual(['region']);
  });

  test('gives way to the input, and is checked like it', () => {
    const env = { ALIBABA_CLOUD_REGION_ID: 'evil.example/' };
    expect(read(GOOD, env).region).toBe('cn-hangzhou');
    expect(problemsOf({}, alibaba, env)).toEqual([
      { input: 'region', message: expect.stringContaining('ALIBABA_CLOUD_REGION_ID') },
    ]);
  });
});

describe('a role', () => {
  test('of Alibaba Cloud, with what the vendor uses by default', () => {
    expect(read(GOOD_ROLE).credentials).toEqual({
      kind: 'role',
      tokenUrl: 'https://sts.cn-hangzhou.aliyuncs.com',
      request: {
        role: 'acs:ram::1:role/deploy',
        providerArn: 'acs:ram::1:oidc-provider/github',
        audience: 'sts.aliyuncs.com',
        sessionName: 'github-actions',
        durationSeconds: 3_600,
      },
    });
  });

  test('of Volcengine, with everything set', () => {
    const texts = {
      ...VOLCENGINE,
      'role-to-assume': 'trn:iam::1:role/deploy',
      'oidc-audience': 'mine',
      'role-session-name': 'build.1@x',
      'role-session-duration': '15m',
      'sts-endpoint': 'http://127.0.0.1:9/',
    };
    expect(read(texts).credentials).toEqual({
      kind: 'role',
      tokenUrl: 'http://127.0.0.1:9',
      request: {
        role: 'trn:iam::1:role/deploy',
        audience: 'mine',
        sessionName: 'build.1@x',
        durationSeconds: 900,
      },
    });
  });

  test('wins over the keys of the environment', () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET };
    expect(read(GOOD_ROLE, env).credentials.kind).toBe('role');
  });

  test('has its token service inside of the VPC too', () => {
    const { credentials } = read({ ...GOOD_ROLE, network: 'vpc' });
    expect(credentials).toMatchObject({ tokenUrl: 'https://sts-vpc.cn-hangzhou.aliyuncs.com' });
  });
});
