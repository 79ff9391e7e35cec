import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../src/hosts/cli/arguments.ts';
import { commandHost } from '../../../src/hosts/cli/host.ts';
import { keySecret } from '../../../src/hosts/cli/key-secret.ts';
import type { Terminal } from '../../../src/hosts/cli/terminal.ts';
import { wait } from '../../../src/hosts/session.ts';
import { SECRET } from '../../support/inputs.ts';
import { answer, scriptedHttp, testWorld, untouched } from '../../support/world.ts';

const KIND = 'alibaba-ecs-image-pipeline';
const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
  ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
};
const entry = (Status: string, more = {}) =>
  answer({
    RequestId: 'r',
    ImagePipelineExecution: {
      ImagePipelineExecutionSet: [{ ExecutionId: 'exec-1', Status, ...more }],
    },
  });

async function waitBy(
  line: string,
  env: Record<string, string> = KEYS,
  ...script: ReturnType<typeof answer>[]
) {
  return waitOn(undefined, line, env, ...script);
}

async function waitOn(
  terminal: Terminal | undefined,
  line: string,
  env: Record<string, string>,
  ...script: ReturnType<typeof answer>[]
) {
  const out: string[] = [];
  const err: string[] = [];
  const http = scriptedHttp(...([...script, 'hang'] as unknown as [ReturnType<typeof answer>]));
  const world = testWorld(http, { env });
  const streams = {
    data: (text: string) => void out.push(text),
    line: (text: string) => void err.push(text),
    terminal,
  };
  const { host } = commandHost(readArguments(line.split(' ')), world, streams);
  const outcome = await wait(host, world, untouched());
  return { out: out.join(''), err, outcome, requests: http.requests };
}

test.each([
  [
    'access-key-secret',
    'alibaba-x',
    { ALIBABACLOUD_ACCESS_KEY_SECRET: 'a', VOLCENGINE_SECRET_KEY: 'v' },
    'a',
  ],
  [
    'access-key-secret',
    'volcengine-x',
    { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a', VOLCENGINE_SECRET_KEY: 'v' },
    'v',
  ],
  [
    'security-token',
    'alibaba-x',
    { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a', ALIBABA_CLOUD_SECURITY_TOKEN: 't' },
    't',
  ],
  // A token of another family would not fit.
  [
    'security-token',
    'alibaba-x',
    { ALICLOUD_SECRET_KEY: 'a', ALIBABA_CLOUD_SECURITY_TOKEN: 't' },
    '',
  ],
  ['region', 'alibaba-x', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a' }, ''],
])('%s of %s goes with a typed key id', (name, provider, env, expected) => {
  expect(keySecret(name, { provider, 'access-key-id': 'id' }, env)).toBe(expected);
  expect(keySecret(name, { provider }, env)).toBe('');
});

describe('a command', () => {
  test('shows people the log, and programs the result', async () => {
    const { out, err, outcome } = await waitBy(
      `${KIND} exec-1 --color never`,
      KEYS,
      entry('BUILDING'),
      entry('SUCCESS', { ImageId: 'm-1' }),
    );
    expect(outcome.state).toBe('succeeded');
    expect(out).toBe('state: succeeded\nimage-id: m-1\n');
    expect(err[0]).toMatch(/^Waiting at most 1h for exec-1/);
    expect(err.slice(-2)).toEqual(['image-id: m-1', expect.stringMatching(/^succeeded: exec-1/)]);
  });

  const seen = { showsData: true } as Terminal;
  test.each([
    ['says the result once where one terminal shows all', seen, '', ''],
    ['says it where it was asked for', seen, ' --output text', 'state: succeeded\n'],
    ['says it where nothing else does', seen, ' --quiet', 'state: succeeded\n'],
    ['says it to a pipe', { showsData: false } as Terminal, '', 'state: succeeded\n'],
  ])('%s', async (_, terminal, flags, expected) => {
    const { out, err } = await waitOn(
      terminal,
      `${KIND} exec-1 --color never${flags}`,
      KEYS,
      entry('SUCCESS'),
    );
    expect(out).toBe(expected);
    if (!flags.includes('quiet')) expect(err.at(-1)).toBe('succeeded: exec-1 succeeded.');
  });

  test('takes the secret of a key that was typed from the environment, of its own cloud', async () => {
    const env = {
      ALICLOUD_SECRET_KEY: SECRET,
      VOLCENGINE_SECRET_KEY: 'another-secret',
      ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
    };
    const { requests, err } = await waitBy(
      `${KIND} exec-1 --access-key-id LTAI-typed`,
      env,
      entry('SUCCESS'),
    );
    expect(JSON.stringify(requests[0])).toContain('LTAI-typed');
    expect(err.join()).not.toContain('missing');
  });

  test('names flags where something is wrong, and sends nothing', async () => {
    const { out, err, requests, outcome } = await waitBy(
      `${KIND} exec-1 --timeout 60 --output json`,
      { ...KEYS, ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' },
    );
    expect(requests).toEqual([]);
    expect(outcome.isUnsent).toBe(true);
    expect(err[0]).toContain('--timeout: `60` is not a duration');
    expect(JSON.parse(out)).toMatchObject({ state: 'error', tasks: [], 'request-count': 0 });
  });

  test('with a slip sends nothing, whatever else is right', async () => {
    const { err, requests, outcome } = await waitBy(
      `${KIND} exec-1 --regoin cn-hangzhou`,
      KEYS,
      entry('SUCCESS'),
    );
    expect([requests, outcome.isUnsent]).toEqual([[], true]);
    expect(err.join()).toContain('Did you mean --region?');
  });

  test('hides secrets of the environment also where they were typed', async () => {
    const { out, err } = await waitBy(`${SECRET} t-1 --output json`);
    expect(`${out}${err}`).not.toContain(SECRET);
    expect(err.join()).toContain('*** is neither a kind of task nor a verb');
  });

  test('may use what the machine has: a role of the instance is asked for', async () => {
    const env = { ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou' };
    const { requests, outcome } = await waitBy(`${KIND} exec-1`, env);
    expect(requests[0]?.url.host).toBe('100.100.100.200');
    // Where it has none, the credentials are missing: the cloud was asked for nothing.
    expect(outcome).toMatchObject({ state: 'error', isUnsent: true });
  });

  test.each([
    ['alibaba-eci-commit', 'There is no profile `ci`'],
    ['volcengine-ecs-task', 'The profile `ci` is not read'],
  ])('with a profile of %s that is not there says so', async (kind, message) => {
    const { err, requests } = await waitBy(`${kind} t-1 --profile ci`, {
      ...KEYS,
      VOLCENGINE_REGION: 'cn-beijing',
    });
    expect([err.join(), requests]).toEqual([expect.stringContaining(message), []]);
  });

  test('writes no secret anywhere, whatever the cloud says of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'host-'));
    try {
      const file = (name: string) => join(folder, name);
      const flags = `--output ndjson --output json=${file('j')} --output env=${file('e')} --output text=${file('t')} --summary ${file('s')} --state ${file('f')}`;
      const echo = { Message: `key ${SECRET} ${encodeURIComponent(SECRET)}`, ImageId: SECRET };
      const { out, err } = await waitBy(
        `${KIND} exec-1 ${flags}`,
        KEYS,
        entry('BUILDING', echo),
        entry('FAILED', echo),
      );
      const written = readdirSync(folder).map((name) => readFileSync(file(name), 'utf8'));
      expect(written).toHaveLength(5);
      expect([out, ...err, ...written].join('\n')).not.toContain(SECRET);
      expect([out, ...written].join('\n')).toContain('***');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
