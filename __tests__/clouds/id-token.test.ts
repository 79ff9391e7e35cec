import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { fetchIdToken, readIdToken } from '../../src/clouds/id-token.ts';
import { type Act, answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

const ENV = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.example/token?api-version=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-secret',
};

function start(act: Act, env: Record<string, string> = ENV) {
  const http = scriptedHttp(act);
  const masked: string[] = [];
  const mask = (secret: string) => masked.push(secret);
  const token = fetchIdToken('sts.aliyuncs.com', testWorld(http, { env }), mask, untouched());
  return { http, masked, token };
}

test("a token comes from the runner's own service, for the audience, masked", async () => {
  const { token, http, masked } = start(answer({ count: 1, value: 'a.b.c' }));
  expect([await token, masked]).toEqual(['a.b.c', ['a.b.c']]);
  expect(http.requests).toMatchObject([
    {
      method: 'GET',
      headers: { authorization: 'bearer bearer-secret' },
      url: new URL(`${ENV.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=sts.aliyuncs.com`),
    },
  ]);
});

test.each(Object.keys(ENV))(
  'without %s nothing is sent, and the permission is named',
  async (name) => {
    const { token, http } = start(answer({}), { ...ENV, [name]: '' });
    await expect(token).rejects.toMatchObject({
      kind: 'credential',
      remedy: expect.stringContaining('id-token: write'),
    });
    expect(http.requests).toEqual([]);
  },
);

describe('an answer of', () => {
  test.each<[string, Act, string]>([
    ['429', answer('', 429), 'transient'],
    ['500', answer('', 500), 'transient'],
    ['503', answer('', 503), 'transient'],
    ['401', answer('', 401), 'credential'],
    ['403', answer('', 403), 'credential'],
    ['302', answer('', 302), 'credential'],
    ['no JSON', answer('<html>'), 'transient'],
    ['JSON without a token', answer({ value: '' }), 'transient'],
  ])('%s is %s', async (_, act, kind) => {
    const { token, masked } = start(act);
    await expect(token).rejects.toMatchObject({ name: 'CloudError', kind });
    expect(masked).toEqual([]);
  });

  test('no JSON does not show what it held, which may be the token', async () => {
    const { token } = start(answer('{"value":"a.b.c"'));
    const error = await token.catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain('a.b.c');
  });
});

describe('a variable of the runner', () => {
  test('is trimmed', async () => {
    const env = Object.fromEntries(Object.entries(ENV).map(([name, text]) => [name, `${text}\n`]));
    const { token, http } = start(answer({ value: 'a.b.c' }), env);
    expect(await token).toBe('a.b.c');
    expect(http.requests[0]?.headers.authorization).toBe('bearer bearer-secret');
  });

  test.each<[string, string, string]>([
    ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'bearer\nsecret', 'a line break at character 7'],
    ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'bearer\u200bsecret', 'an invisible character'],
    ['ACTIONS_ID_TOKEN_REQUEST_URL', 'https://runner.example/ a', 'a space at character 24'],
    ['ACTIONS_ID_TOKEN_REQUEST_URL', 'runner.example', 'is no address'],
    ['ACTIONS_ID_TOKEN_REQUEST_URL', 'file:///secret', 'is no address'],
  ])('%s: %j ends the wait, costs no request and is not shown', async (name, text, reason) => {
    const { token, http } = start(answer({ value: 'a.b.c' }), { ...ENV, [name]: text });
    const error = await token.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'CloudError', kind: 'credential' });
    expect(String(error)).toContain(name);
    expect(String(error)).toContain(reason);
    expect(String(error)).not.toContain('secret');
    expect(http.requests).toEqual([]);
  });
});

describe('the token of a pod', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'token');
  const reading = async (from: string) => readIdToken(from, () => undefined);

  test('is read from its file each time, trimmed and masked', () => {
    const masked: string[] = [];
    for (const text of ['a.b.c\n', 'd.e.f']) {
      writeFileSync(path, text);
      expect(readIdToken(path, (secret) => masked.push(secret))).toBe(text.trim());
    }
    expect(masked).toEqual(['a.b.c', 'd.e.f']);
  });

  test.each([
    ['', 'is empty'],
    [' \n', 'is empty'],
    ['sec\nret', 'a line break at character 4'],
  ])('%j ends the wait and is not shown', async (text, reason) => {
    writeFileSync(path, text);
    const error = await reading(path).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'credential', remedy: expect.stringContaining('mounted') });
    expect(String(error)).toContain(reason);
    expect(String(error)).not.toContain('sec\n');
  });

  test('that is a pipe which nobody writes keeps nobody waiting', () => {
    if (process.platform === 'win32') return;
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
    const source = fileURLToPath(new URL('../../src/clouds/id-token.ts', import.meta.url));
    const script = `import { readIdToken } from ${JSON.stringify(source)};
      readIdToken(${JSON.stringify(pipe)}, () => undefined);`;
    const options = ['--no-warnings', '--input-type=module', '-e', script];
    const ran = spawnSync(process.execPath, options, { encoding: 'utf8', timeout: 5_000 });
    expect([ran.signal, ran.stderr]).toEqual([null, expect.stringContaining('is empty')]);
  });

  test('that is not there names its path', async () => {
    const gone = join(folder, 'gone');
    await expect(reading(gone)).rejects.toThrow(gone);
  });
});
