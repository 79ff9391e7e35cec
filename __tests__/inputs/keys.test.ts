import { describe, expect, test } from '@jest/globals';
import { GOOD, GOOD_ROLE, problemsOf, read, SECRET } from '../support/inputs.ts';

const BARE = { ...GOOD, 'access-key-id': '', 'access-key-secret': '' };
const VOLCENGINE = { ...BARE, provider: 'volcengine-ecs-task', region: 'cn-beijing' };

/** A key of each kind that a paste may leave behind; both halves are secret. */
const STRANGE = ['\n', '\r\n', ' ', '\t', '\0', '\u200b', '\ufeff', '\u00a0', '\uff2b', 'é'].map(
  (character): [string, string] => [JSON.stringify(character), `Fst8${character}Snd9`],
);

const ENV = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
  ALIBABA_CLOUD_SECURITY_TOKEN: 'token',
};

describe('keys of the environment are trimmed', () => {
  test('as inputs are', () => {
    const env = Object.fromEntries(Object.entries(ENV).map(([name, text]) => [name, ` ${text}\n`]));
    expect(read(BARE, env).credentials).toEqual({
      kind: 'keys',
      credentials: { accessKeyId: 'id', accessKeySecret: SECRET, securityToken: 'token' },
    });
  });

  test('and so count as missing where nothing is left', () => {
    const env = { ...ENV, ALIBABA_CLOUD_ACCESS_KEY_SECRET: ' \n' };
    expect(problemsOf({}, BARE, env).map(({ input }) => input)).toEqual(['access-key-id']);
  });

  test('and regions with them', () => {
    const env = { ...ENV, ALIBABA_CLOUD_REGION_ID: 'cn-beijing\r\n' };
    expect(read({ ...BARE, region: '' }, env).region).toBe('cn-beijing');
    const empty = { ...ENV, ALIBABA_CLOUD_REGION_ID: ' ', ALICLOUD_REGION: 'cn-beijing' };
    expect(read({ ...BARE, region: '' }, empty).region).toBe('cn-beijing');
  });
});

describe.each(STRANGE)('a character %s', (_, value) => {
  const shown = (problems: ReturnType<typeof problemsOf>) => JSON.stringify(problems);

  test.each(['access-key-id', 'access-key-secret', 'security-token', 'github-token'])(
    'in %s is an input error that shows nothing of it',
    (name) => {
      const problems = problemsOf({ [name]: value });
      expect(problems.map(({ input }) => input)).toEqual([name]);
      expect(problems[0]?.message).toMatch(/at character 5, which no header can carry\. Copy it/);
      expect(shown(problems)).not.toMatch(/Fst8|Snd9/);
    },
  );

  test('in the audience of a role is one too', () => {
    const problems = problemsOf({ 'oidc-audience': value }, GOOD_ROLE);
    expect(problems.map(({ input }) => input)).toEqual(['oidc-audience']);
  });

  test.each<[string, object]>([
    ...Object.keys(ENV).map((name): [string, object] => [name, BARE]),
    ['VOLCENGINE_ACCESS_KEY', VOLCENGINE],
    ['VOLCENGINE_SECRET_KEY', VOLCENGINE],
    ['VOLCENGINE_SESSION_TOKEN', VOLCENGINE],
  ])('in %s is one that names the variable', (name, inputs) => {
    const volcengine = { VOLCENGINE_ACCESS_KEY: 'id', VOLCENGINE_SECRET_KEY: SECRET };
    const env = { ...ENV, ...volcengine, [name]: value };
    const problems = problemsOf({}, inputs as Record<string, string>, env);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(`the variable ${name} has `);
    expect(shown(problems)).not.toMatch(/Fst8|Snd9/);
  });
});
