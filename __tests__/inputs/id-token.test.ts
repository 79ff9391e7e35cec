import { describe, expect, test } from '@jest/globals';
import { githubWording } from '../../src/hosts/github/wording.ts';
import { checkInputs } from '../../src/inputs/inputs.ts';
import { givenKeys } from '../../src/inputs/known-secrets.ts';
import { InputError } from '../../src/model/errors.ts';
import { worded } from '../../src/model/wording.ts';
import { providers } from '../support/definitions.ts';
import { GOOD, GOOD_ROLE, SECRET, type Texts } from '../support/inputs.ts';

const TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.c2ln';
const ENV = { MY_TOKEN: TOKEN };
const ROLE_ONLY = { ...GOOD_ROLE };
const RRSA = {
  ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/pod',
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/ack',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/pod/token',
};
const IRSA = {
  VOLCENGINE_OIDC_ROLE_TRN: 'trn:iam::1:role/pod',
  VOLCENGINE_OIDC_TOKEN_FILE: '/pod/token',
};

/** Credentials and warnings, on a host with or without tokens of its own, where two files are there. */
function read(texts: Texts, env: Texts = {}, hasIdTokens = true) {
  const definition = Object.values(providers).find(({ name }) => name === texts.provider);
  const exists = (path: string) => ['/pod/token', '/my/token'].includes(path);
  const all = checkInputs((name) => texts[name] ?? '', env, exists, definition, { hasIdTokens });
  return worded({ ...all.credentials, warnings: all.inputs.warnings }, githubWording);
}

function problems(texts: Texts, env: Texts = {}, hasIdTokens = true): readonly string[] {
  try {
    read(texts, env, hasIdTokens);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return worded(error.problems, githubWording).map(({ message }) => message);
  }
}

describe('an input says where the token is', () => {
  test.each([
    [{ 'oidc-token-env': 'MY_TOKEN' }, { kind: 'variable', name: 'MY_TOKEN' }],
    [{ 'oidc-token-file': ' /my/token\n' }, { kind: 'file', path: '/my/token' }],
    [{ 'oidc-token-command': "agent 'a b'" }, { kind: 'command', args: ['agent', 'a b'] }],
  ])('%j, before the host and the file of a pod', (texts, idToken) => {
    for (const hasIdTokens of [true, false]) {
      const { request } = read({ ...ROLE_ONLY, ...texts }, { ...ENV, ...RRSA }, hasIdTokens) as {
        request?: object;
      };
      expect(request).toEqual({
        role: 'acs:ram::1:role/deploy',
        providerArn: 'acs:ram::1:oidc-provider/github',
        idToken,
        sessionName: 'github-actions',
        durationSeconds: 3_600,
      });
    }
  });

  test('and the audience is said elsewhere', () => {
    const texts = { ...ROLE_ONLY, 'oidc-token-env': 'MY_TOKEN', 'oidc-audience': 'mine' };
    expect(read(texts, ENV).warnings).toEqual([expect.stringContaining('oidc-audience')]);
  });

  test('and without a role it is not used', () => {
    const { kind, warnings } = read({ ...GOOD, 'oidc-token-env': 'MY_TOKEN' }, ENV) as {
      kind?: string;
      warnings: string[];
    };
    expect([kind, warnings]).toEqual([
      'keys',
      ['`oidc-token-env` is not used: it goes with `role-to-assume`.'],
    ]);
  });
});

describe('what is wrong is told before anything is sent, and shows no token', () => {
  test.each<[string, Texts, Texts, string]>([
    ['two', { 'oidc-token-env': 'MY_TOKEN', 'oidc-token-file': '/my/token' }, ENV, 'both set'],
    ['no variable', { 'oidc-token-env': 'MY_TOKEN' }, {}, 'variable `MY_TOKEN` is not set'],
    ['an empty variable', { 'oidc-token-env': 'MY_TOKEN' }, { MY_TOKEN: ' ' }, 'or empty'],
    ['the token for a name', { 'oidc-token-env': TOKEN }, {}, 'not the name of a variable'],
    ['a wrong name', { 'oidc-token-env': `$${SECRET}` }, {}, 'not the name of a variable'],
    ['no file', { 'oidc-token-file': '/gone' }, {}, 'no file `/gone`'],
    ['the token for a path', { 'oidc-token-file': TOKEN }, {}, 'it is a token'],
    ['an open quote', { 'oidc-token-command': `x '${SECRET}` }, {}, "a ' that is not closed"],
  ])('%s', (_, texts, env, said) => {
    const told = problems({ ...ROLE_ONLY, ...texts }, env);
    expect(told).toEqual([expect.stringContaining(said)]);
    for (const secret of [TOKEN, 'eyJ', SECRET]) expect(told.join()).not.toContain(secret);
  });

  test('all three at once are two problems', () => {
    const texts = {
      'oidc-token-env': 'MY_TOKEN',
      'oidc-token-file': '/my/token',
      'oidc-token-command': 'x',
    };
    expect(problems({ ...ROLE_ONLY, ...texts }, ENV)).toHaveLength(2);
  });
});

describe('on a host without tokens of its own', () => {
  const VOLCENGINE = {
    ...GOOD_ROLE,
    provider: 'volcengine-ecs-task',
    region: 'cn-beijing',
    'oidc-provider-arn': '',
    'role-to-assume': 'trn:iam::1:role/deploy',
  };

  test.each<[Texts, string]>([
    [ROLE_ONLY, 'ALIBABA_CLOUD_OIDC_TOKEN_FILE'],
    [VOLCENGINE, 'VOLCENGINE_OIDC_TOKEN_FILE'],
  ])('a role has its token from the file of a pod', (texts, variable) => {
    expect(read(texts, { [variable]: '/pod/token' }, false)).toMatchObject({
      kind: 'role',
      request: { idToken: { kind: 'file', path: '/pod/token' } },
    });
    expect(read(texts, { [variable]: '/pod/token' }, true)).toMatchObject({
      request: { audience: expect.stringContaining('sts') },
    });
    const told = problems(texts, {}, false);
    expect(told).toEqual([expect.stringMatching(/oidc-token-env.*oidc-token-command/)]);
    expect(told[0]).toContain(variable);
  });
});

describe("the vendors' own variables", () => {
  const BARE = { ...GOOD, 'access-key-id': '', 'access-key-secret': '' };
  const KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'env', ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET };

  test('stand in for the role and its provider where an input says where the token is', () => {
    const texts = { ...BARE, 'oidc-token-env': 'MY_TOKEN' };
    expect(read(texts, { ...ENV, ...RRSA, ...KEYS })).toMatchObject({
      kind: 'role',
      request: {
        role: 'acs:ram::1:role/pod',
        providerArn: 'acs:ram::1:oidc-provider/ack',
        idToken: { kind: 'variable' },
      },
    });
  });

  test('stand in for the provider of a role that is named', () => {
    const texts = { ...ROLE_ONLY, 'oidc-provider-arn': '' };
    expect(read(texts, RRSA)).toMatchObject({
      request: { role: 'acs:ram::1:role/deploy', providerArn: 'acs:ram::1:oidc-provider/ack' },
    });
  });

  test.each<[Texts, string]>([
    [{ ...BARE }, 'pod-1'],
    [{ ...BARE, 'role-session-name': 'mine' }, 'mine'],
    [{ ...BARE, 'role-session-name': 'github-actions' }, 'pod-1'],
  ])('name the session where %j does not', (texts, sessionName) => {
    const env = { ...RRSA, ALIBABA_CLOUD_ROLE_SESSION_NAME: 'pod-1' };
    expect(read(texts, env)).toMatchObject({ request: { sessionName } });
  });

  test('come after the keys of the environment, and inputs before both', () => {
    expect(read(BARE, { ...KEYS, ...RRSA })).toMatchObject({ kind: 'keys' });
    expect(read(BARE, RRSA)).toMatchObject({ kind: 'role' });
    const irsa = { ...BARE, provider: 'volcengine-ecs-task', region: 'cn-beijing' };
    expect(read(irsa, IRSA)).toMatchObject({ kind: 'role' });
    expect(read(GOOD, RRSA)).toMatchObject({ kind: 'keys', credentials: { accessKeyId: 'id' } });
    const named = { ...ROLE_ONLY, 'oidc-token-file': '/my/token' };
    expect(read(named, { ...KEYS, ...RRSA })).toMatchObject({
      request: { role: 'acs:ram::1:role/deploy', idToken: { path: '/my/token' } },
    });
  });
});

test('the token in the variable is a secret before it is used', () => {
  const read = (name: string) => (name === 'oidc-token-env' ? ' MY_TOKEN ' : '');
  expect(givenKeys(read, { MY_TOKEN: `${TOKEN}\n` }, [])).toContain(TOKEN);
});
