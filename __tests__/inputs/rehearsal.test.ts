import { describe, expect, test } from '@jest/globals';
import { GOOD, GOOD_ROLE, problemsOf, read } from '../support/inputs.ts';

const ENDPOINT = 'WAIT_FOR_CLOUD_TASK_ENDPOINT';
const STS = 'WAIT_FOR_CLOUD_TASK_STS_ENDPOINT';
const POLL = 'WAIT_FOR_CLOUD_TASK_POLL_INTERVAL';
const here = 'http://127.0.0.1:8080';

describe('the endpoint of the environment', () => {
  test.each([here, 'http://localhost:1', 'http://[::1]:8080', 'https://localhost:8443'])(
    '%s is used, and said',
    (url) => {
      expect(read(GOOD, { [ENDPOINT]: url })).toMatchObject({
        endpoint: url,
        warnings: [
          `\`endpoint\` is \`${url}\`, from the variable ${ENDPOINT}: this machine is asked, not the cloud.`,
        ],
      });
    },
  );

  test('gives way to the input', () => {
    const endpoint = 'https://gateway.example';
    expect(read({ ...GOOD, endpoint }, { [ENDPOINT]: here })).toMatchObject({
      endpoint,
      warnings: [],
    });
  });

  test('counts for any region, which the vendor need not list', () => {
    const inputs = read({ ...GOOD, region: 'cn-nowhere' }, { [ENDPOINT]: here });
    expect(inputs.warnings).toEqual([expect.stringContaining(ENDPOINT)]);
  });

  test.each([
    ['https://ecs.example', 'is not an address of this machine'],
    ['https://127.0.0.1.example', 'is not an address of this machine'],
    ['http://emulator:8080', 'http:// only for an address of this machine'],
    ['http://127.0.0.1/path', 'scheme, host and port alone'],
    ['127.0.0.1:8080', 'is not a URL'],
  ])('is a problem where it is %s', (url, message) => {
    expect(problemsOf({}, GOOD, { [ENDPOINT]: url })).toEqual([
      { input: 'endpoint', message: expect.stringContaining(message) },
    ]);
    const [problem] = problemsOf({}, GOOD_ROLE, { [STS]: url });
    expect(problem).toEqual({
      input: 'sts-endpoint',
      message: expect.stringContaining(`of the variable ${STS} `),
    });
  });

  test('shows no password of a wrong one', () => {
    const [problem] = problemsOf({}, GOOD, { [ENDPOINT]: 'http://me:s3cret@127.0.0.1:8080' });
    expect(problem?.message).toContain('without user');
    expect(problem?.message).not.toContain('s3cret');
  });
});

describe('the token service of the environment', () => {
  test('is asked for a role, and that is said', () => {
    expect(read(GOOD_ROLE, { [STS]: here })).toMatchObject({
      credentials: { tokenUrl: here },
      warnings: [expect.stringContaining(`from the variable ${STS}`)],
    });
  });

  test('is no matter to keys', () => {
    expect(read(GOOD, { [STS]: here }).warnings).toEqual([]);
  });

  test('gives way to the input', () => {
    const texts = { ...GOOD_ROLE, 'sts-endpoint': 'https://sts.example' };
    expect(read(texts, { [STS]: here })).toMatchObject({
      credentials: { tokenUrl: 'https://sts.example' },
      warnings: [],
    });
  });
});

describe('the pace of the environment', () => {
  test.each<[Record<string, string>, number | 'auto']>([
    [{}, 2_000],
    [{ 'poll-interval': 'auto' }, 2_000],
    [{ 'poll-interval': '45s' }, 45_000],
  ])('with %j it is %s', (change, expected) => {
    expect(read({ ...GOOD, ...change }, { [POLL]: '2s' }).pollIntervalMs).toBe(expected);
  });

  test('is checked as the input is', () => {
    expect(problemsOf({}, GOOD, { [POLL]: '0s' })).toEqual([
      {
        input: 'poll-interval',
        message: expect.stringContaining(`of the variable ${POLL} is too short`),
      },
    ]);
  });
});
