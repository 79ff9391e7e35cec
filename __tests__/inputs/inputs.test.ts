import { describe, expect, test } from '@jest/globals';
import { providerNames } from '../../src/providers/index.ts';
import { CONTRACT } from '../support/contract.ts';
import { GOOD, GOOD_ROLE, problemsOf, read, SECRET } from '../support/inputs.ts';

const VOLCENGINE = { provider: 'volcengine-ecs-task', region: 'cn-beijing' };
const CR = { provider: 'alibaba-cr-artifact-build', 'instance-id': 'cri-1' };

describe('a wrong input is named with its value and what to write instead', () => {
  test.each<[string, string, string]>([
    ['provider', 'alibaba-eci-comit', 'Did you mean `alibaba-eci-commit`?'],
    ['provider', 'alibaba_ack_task', 'Did you mean `alibaba-ack-task`?'],
    ['provider', 'volcengine-ecs', 'Did you mean `volcengine-ecs-task`?'],
    ['provider', 'alibaba-eci', 'Did you mean `alibaba-eci-commit`?'],
    ['provider', 'eci-commit', 'Did you mean `alibaba-eci-commit`?'],
    ['provider', 'jenkins', '`alibaba-ack-task`, `alibaba-cr-artifact-build`'],
    ['task-id', 'a/b', 'Write ids as the cloud gives them'],
    ['task-id', '../secret', 'is not an id'],
    ['region', 'cn-hangzhou.evil.example', 'is not a region id'],
    ['region', 'cn hangzhou', 'such as cn-hangzhou'],
    ['region', 'CN-HANGZHOU', 'such as cn-hangzhou'],
    ['timeout', '60', '60s or 60m'],
    ['timeout', 'an hour', '90s, 45m, 2h or 1h30m'],
    ['timeout', '0s', 'at least 1s'],
    ['timeout', '0.2s', 'at least 1s, in whole numbers'],
    ['timeout', '100ms', 'at least 1s, in whole numbers'],
    ['timeout', '1.5h', 'Write whole numbers with their units, such as 1h30m.'],
    ['timeout', '1,5 m', 'such as 1m30s.'],
    ['timeout', '90000ms', 'such as 1m30s.'],
    ['poll-interval', '.5s', 'at least 1s, in whole numbers'],
    ['task-id', ',', 'that step may have set no such output'],
    ['timeout', '6d', 'at most 5d'],
    ['poll-interval', '0s', 'at least 1s'],
    ['poll-interval', 'fast', '90s, 45m, 2h or 1h30m'],
    ['poll-interval', '5', '5s or 5m'],
    ['expected-duration', '10', '10s or 10m'],
    ['fail-fast', 'yes', 'neither `true` nor `false`'],
    ['accept-partial', '1', 'neither `true` nor `false`'],
    ['job-summary', 'on', 'neither `true` nor `false`'],
    ['on-cancel', 'cancle', 'Did you mean `cancel`?'],
    ['mode', 'chek', 'Did you mean `check`?'],
    ['network', 'vcp', 'Did you mean `vpc`?'],
    ['endpoint', 'ecs.aliyuncs.com', 'Write one such as https://'],
    ['endpoint', 'http://ecs.aliyuncs.com', 'must begin with https://'],
    ['endpoint', 'http://localhost.evil.example', 'must begin with https://'],
    ['endpoint', 'ftp://localhost', 'must begin with https://'],
  ])('%s: %s', (name, value, remedy) => {
    const [problem, ...others] = problemsOf({ [name]: value });
    expect([problem?.input, others]).toEqual([name, []]);
    expect(problem?.message).toContain(`${name}: `);
    expect(problem?.message).toContain(value);
    expect(problem?.message).toContain(remedy);
  });

  test.each<[string, Record<string, string>]>([
    ['role-to-assume', { 'role-to-assume': 'trn:iam::1:role/x' }],
    ['oidc-provider-arn', { 'oidc-provider-arn': 'github' }],
    ['role-session-name', { 'role-session-name': 'a b' }],
    ['role-session-duration', { 'role-session-duration': '5m' }],
    ['role-session-duration', { 'role-session-duration': '13h' }],
    ['sts-endpoint', { 'sts-endpoint': 'http://sts.aliyuncs.com' }],
  ])('%s, with a role: %j', (name, change) => {
    const problems = problemsOf(change, GOOD_ROLE);
    expect(problems.map(({ input }) => input)).toEqual([name]);
    expect(problems[0]?.message).toContain(Object.values(change)[0]);
  });

  test.each([
    ['instance-id', { ...CR, 'instance-id': 'a b' }],
    ['container-group-id', { provider: 'alibaba-eci-commit', 'container-group-id': 'a,b' }],
    ['task-type', { ...VOLCENGINE, 'task-type': 'Copy Image' }],
    ['resource-id', { ...VOLCENGINE, 'resource-id': '<script>' }],
  ])('%s of its provider', (name, change) => {
    expect(problemsOf(change).map(({ input }) => input)).toEqual([name]);
  });
});

describe('a missing input', () => {
  test.each<[string, Record<string, string>]>([
    ['provider', { provider: '' }],
    ['region', { region: '' }],
    ['access-key-id', { 'access-key-id': '', 'access-key-secret': '' }],
    ['access-key-id', { 'access-key-id': '' }],
    ['access-key-secret', { 'access-key-secret': '' }],
    ['task-id', { 'task-id': '' }],
    ['task-id', { 'task-id': ' , \n' }],
    ['instance-id', { ...CR, 'instance-id': '' }],
    ['oidc-provider-arn', { ...GOOD_ROLE, 'oidc-provider-arn': '' }],
  ])('%s is named: %j', (name, change) => {
    expect(problemsOf(change).map(({ input }) => input)).toEqual([name]);
  });

  test('that another could stand in for names both', () => {
    const [problem] = problemsOf({ 'task-id': '' });
    expect(problem?.message).toMatch(
      /^task-id or image-pipeline-id is missing or empty: .* that step may have set no such output\.$/,
    );
  });

  test('a security token alone names what belongs to it', () => {
    const keys = { 'access-key-id': '', 'access-key-secret': '', 'security-token': SECRET };
    const names = problemsOf(keys).map(({ input }) => input);
    expect(names).toEqual(['access-key-id', 'access-key-secret']);
  });
});

describe('all that is wrong', () => {
  test('is told with what every host has first', () => {
    const wrong = { 'job-summary': 'x', timeout: '60', provider: 'jenkins' };
    expect(problemsOf(wrong).map(({ input }) => input)).toEqual([
      'provider',
      'timeout',
      'job-summary',
    ]);
  });

  test('is told in one go', () => {
    const wrong = { timeout: '60', mode: 'x', region: '?', 'task-id': '/', endpoint: 'x' };
    const change = { ...wrong, 'access-key-id': '' };
    const names = problemsOf(change).map(({ input }) => input);
    expect(names.toSorted()).toEqual([...Object.keys(wrong), 'access-key-id'].toSorted());
  });

  test('under a provider that is not known is told as far as it can be', () => {
    const names = problemsOf({ provider: 'x', timeout: '60', mode: 'x' }).map(({ input }) => input);
    expect(names).toEqual(expect.arrayContaining(['provider', 'timeout', 'mode']));
  });

  test('never shows a secret', () => {
    const secrets = ['access-key-secret', 'security-token', 'github-token'];
    const change = Object.fromEntries(secrets.map((name) => [name, SECRET]));
    const wrong = { ...change, 'access-key-id': '', timeout: '60', region: '?' };
    expect(problemsOf(wrong).length).toBeGreaterThan(2);
    expect(JSON.stringify(problemsOf(wrong))).not.toContain(SECRET);
  });

  test('never shows the password of a URL', () => {
    const [problem] = problemsOf({ endpoint: `https://user:${SECRET}@ecs.aliyuncs.com` });
    expect(problem?.message).toContain('without user');
    expect(problem?.message).not.toContain(SECRET);
  });

  test('is cut where it is long', () => {
    const [problem] = problemsOf({ timeout: 'x'.repeat(10_000) });
    expect(problem?.message.length).toBeLessThan(300);
  });
});

describe('what an endpoint may be', () => {
  test.each([
    ['https://ecs.example', 'https://ecs.example'],
    ['https://ecs.example:8443/', 'https://ecs.example:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%s', (endpoint, expected) => {
    expect(read({ ...GOOD, endpoint }).endpoint).toBe(expected);
  });

  test("the vendor's of region and network where none is given", () => {
    const of = (change: Record<string, string>) => read({ ...GOOD, ...change }).endpoint;
    expect(of({ region: 'cn-beijing' })).toBe('https://ecs.cn-beijing.aliyuncs.com');
    expect(of({ network: 'vpc' })).toBe('https://ecs-vpc.cn-hangzhou.aliyuncs.com');
    expect(of(VOLCENGINE)).toBe('https://open.volcengineapi.com');
  });

  test.each([[VOLCENGINE], [{ region: 'cn-hangzhou-finance' }], [{ ...CR, region: 'cn-heyuan' }]])(
    '%j has none in the VPC, unless one is given',
    (change) => {
      const vpc = { ...change, network: 'vpc' };
      expect(problemsOf(vpc).map(({ input }) => input)).toEqual(['network']);
      expect(problemsOf({ ...vpc, endpoint: 'https://inside.example' })).toEqual([]);
    },
  );
});

test.each(providerNames)(
  '%s needs no more than ids, a region, keys and what the contract says',
  (provider) => {
    const { region, inputs } = CONTRACT[provider];
    expect(problemsOf({ provider, region, ...inputs })).toEqual([]);
  },
);
