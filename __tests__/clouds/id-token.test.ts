import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type IdTokenPlace, readIdToken } from '../../src/clouds/id-token.ts';
import { systemClock } from '../../src/model/clock.ts';
import { CloudError } from '../../src/model/errors.ts';
import { testWorld, untouched } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'token-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'token');
const SECRET = 'Sup3r-s3cret-t0ken';
const GOOD = 'a.b.c';

type Env = Record<string, string | undefined>;

/** What reading a place comes to, and what was masked. */
async function reading(place: IdTokenPlace, env: Env = process.env, signal = untouched()) {
  const masked: string[] = [];
  const world = testWorld(undefined, { env });
  const timed = { ...world, clock: systemClock };
  const result = await readIdToken(place, timed, (secret) => masked.push(secret), signal).catch(
    (error: unknown) => error,
  );
  return { result, masked };
}

/** A command that is this Node with a script; what it is told besides can be seen in no error. */
const node = (script: string, ...more: string[]): IdTokenPlace => ({
  kind: 'command',
  args: [process.execPath, '-e', script, ...more],
});

describe('a token', () => {
  test('is read from its file each time, trimmed and masked', async () => {
    for (const text of ['a.b.c\n', 'd.e.f']) {
      writeFileSync(path, text);
      const token = text.trim();
      expect(await reading({ kind: 'file', path })).toEqual({ result: token, masked: [token] });
    }
  });

  test('is read from its variable each time, trimmed and masked', async () => {
    const env: Env = { MINE: ' a.b.c\n' };
    const place = { kind: 'variable', name: 'MINE' } as const;
    expect(await reading(place, env)).toEqual({ result: GOOD, masked: [GOOD] });
    env.MINE = 'd.e.f';
    expect(await reading(place, env)).toEqual({ result: 'd.e.f', masked: ['d.e.f'] });
  });

  test('is what a command prints, each time anew, with its arguments as they are', async () => {
    const count = join(folder, 'count');
    const script = `const fs = require('fs'); fs.appendFileSync(process.argv[1], 'x');
      console.error('noise'); console.log('a.b.' + fs.readFileSync(process.argv[1]) + process.env.MINE)`;
    const place = node(script, count);
    const env = { ...process.env, MINE: '1' };
    const tokens = [(await reading(place, env)).result, (await reading(place, env)).result];
    expect(tokens).toEqual(['a.b.x1', 'a.b.xx1']);
    const literal = node(`console.log(process.argv[1] === '$HOME;|*' ? 'a.b.c' : '')`, '$HOME;|*');
    expect((await reading(literal)).result).toBe(GOOD);
  });
});

describe('what is no token ends the wait, is not shown, and not masked as one', () => {
  const long = 'x'.repeat(70_000);
  const TEXTS: readonly [string, string][] = [
    ['', 'is empty'],
    [' \n', 'is empty'],
    [`${SECRET}\n`, 'holds no OIDC token'],
    [`{"value": "${SECRET}.b.c"}`, 'holds no OIDC token'],
    [`${SECRET}.b\n.c`, 'holds no OIDC token'],
    [`${SECRET}.b.c.d.e`, 'holds no OIDC token'],
    [`${long}.b.c`, 'more than 64 KiB'],
  ];

  test.each(TEXTS)('%.40j in a file', async (text, reason) => {
    writeFileSync(path, text);
    const { result, masked } = await reading({ kind: 'file', path });
    expect(result).toMatchObject({
      kind: 'credential',
      remedy: expect.stringContaining('mounted'),
    });
    expect(String(result)).toContain(path);
    expectHidden(result, reason, masked);
  });

  test.each(TEXTS.slice(0, -1))('%.40j in a variable', async (text, reason) => {
    const { result, masked } = await reading({ kind: 'variable', name: 'MINE' }, { MINE: text });
    expect(result).toMatchObject({ kind: 'credential', remedy: expect.stringContaining('GitLab') });
    expect(String(result)).toContain('MINE');
    expectHidden(result, reason, masked);
  });

  test.each(TEXTS)('%.40j of a command', async (text, reason) => {
    const script = `process.stdout.write(${JSON.stringify(text)}); process.stderr.write('${SECRET}')`;
    const { result, masked } = await reading(node(script));
    expect(result).toMatchObject({ kind: 'credential', remedy: expect.stringContaining('shell') });
    expectHidden(result, reason, masked);
  });

  function expectHidden(result: unknown, reason: string, masked: readonly string[]) {
    expect(String(result)).toContain(reason);
    expect(JSON.stringify([String(result), result])).not.toMatch(/Sup3r|xxxx/);
    expect(masked).toEqual([]);
  }
});

describe('a file', () => {
  test('that is a pipe which nobody writes keeps nobody waiting', () => {
    if (process.platform === 'win32') return;
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
    const source = fileURLToPath(new URL('../../src/clouds/token-file.ts', import.meta.url));
    const script = `import { readTokenFile } from ${JSON.stringify(source)};
      process.stdout.write(JSON.stringify(readTokenFile(${JSON.stringify(pipe)})));`;
    const options = ['--no-warnings', '--input-type=module', '-e', script];
    const ran = spawnSync(process.execPath, options, { encoding: 'utf8', timeout: 5_000 });
    expect([ran.signal, ran.stdout]).toEqual([null, '""']);
  });

  test.each(['gone', ''])('that cannot be read (%j) names its path', async (name) => {
    const { result } = await reading({ kind: 'file', path: join(folder, name) });
    expect(result).toMatchObject({ kind: 'credential' });
    expect(String(result)).toContain(join(folder, name));
  });
});

describe('a command', () => {
  test.each<[string, readonly string[], string]>([
    ['is not there', [`/gone/${SECRET}`], 'cannot be started (ENOENT)'],
    ['may not be run', [folder, SECRET], 'cannot be started (EACCES)'],
    ['cannot be told its arguments', ['x', `${SECRET}\0`], 'cannot be started (ERR_INVALID_ARG'],
    ['fails', [process.execPath, '-e', 'process.exit(3)', SECRET], 'ended with exit code 3'],
    ['is ended', [process.execPath, '-e', 'process.kill(process.pid)'], 'was ended by SIGTERM'],
  ])('that %s says so, and no more', async (_, args, reason) => {
    const { result } = await reading({ kind: 'command', args });
    expect(result).toMatchObject({ name: 'CloudError', kind: 'credential' });
    expect(String(result)).toContain(reason);
    expect(JSON.stringify([String(result), result, (result as Error).cause ?? ''])).not.toContain(
      SECRET,
    );
  });

  /** A shell that starts another program, waits for it, and says who that is. */
  const nested = (file: string): IdTokenPlace => ({
    kind: 'command',
    args: ['sh', '-c', `sleep 60 & echo $! > '${file}'; wait`],
  });
  const isAlive = (pid: number) => spawnSync('kill', ['-0', String(pid)]).status === 0;
  const until = async (isSo: () => boolean) => {
    for (let tries = 0; tries < 200 && !isSo(); tries += 1) await systemClock.sleep(20);
    return isSo();
  };

  test('ends with the signal, at once, and so does all that it has started', async () => {
    if (process.platform === 'win32') return;
    const file = join(folder, 'pid');
    const stop = new AbortController();
    const pending = reading(nested(file), process.env, stop.signal);
    await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'));
    const pid = Number(readFileSync(file, 'utf8'));
    expect(isAlive(pid)).toBe(true);
    const reason = new Error('stopped');
    stop.abort(reason);
    const begin = performance.now();
    expect((await pending).result).toBe(reason);
    expect(performance.now() - begin).toBeLessThan(1_000);
    expect(await until(() => !isAlive(pid))).toBe(true);
  });

  test('that takes longer than half a minute is trouble that passes, and is ended', async () => {
    if (process.platform === 'win32') return;
    const file = join(folder, 'slow');
    const timeIsUp = Promise.withResolvers<void>();
    const clock = { now: () => 0, sleep: () => timeIsUp.promise };
    const world = { clock, env: process.env };
    const place = nested(file);
    const pending = readIdToken(place, world, () => undefined, untouched()).catch((error) => error);
    await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'));
    const pid = Number(readFileSync(file, 'utf8'));
    timeIsUp.resolve();
    const error = await pending;
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ kind: 'transient', message: expect.stringContaining('30 s') });
    expect(await until(() => !isAlive(pid))).toBe(true);
  });

  test('that never begins is not started after the signal', async () => {
    const file = join(folder, 'never');
    const place = node(`require('fs').writeFileSync(${JSON.stringify(file)}, '')`);
    const { result } = await reading(place, process.env, AbortSignal.abort(new Error('stopped')));
    expect([String(result), existsSync(file)]).toEqual(['Error: stopped', false]);
  });
});

test('whatever is in a place, no error shows any of it', async () => {
  const isToken = (text: string) => /^[\w-]+=*\.[\w-]+=*\.[\w-]+=*$/.test(text.trim());
  const text = fc.string({ unit: 'binary', minLength: 12 }).filter((each) => !isToken(each));
  await fc.assert(
    fc.asyncProperty(text, async (held) => {
      writeFileSync(path, held);
      const places: IdTokenPlace[] = [
        { kind: 'file', path },
        { kind: 'variable', name: 'MINE' },
      ];
      for (const place of places) {
        const { result, masked } = await reading(place, { MINE: held });
        expect(result).toBeInstanceOf(CloudError);
        const { message, remedy } = result as CloudError;
        expect(`${message}${remedy}`).not.toContain(held.trim() || held);
        expect(masked).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});
