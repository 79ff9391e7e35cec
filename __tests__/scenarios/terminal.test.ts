import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Emulator, startEmulator } from '../../emulator/index.ts';
import { widthOf } from '../../src/hosts/cli/live/width.ts';
import { openPty, type Pty } from './support/pty.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const kind = 'alibaba-eci-commit';
const SPINNER = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/;
const folder = mkdtempSync(join(tmpdir(), 'terminal-'));

let emulator: Emulator;
beforeAll(async () => {
  const steps = (end: string) => [
    ...[0, 20, 40, 60, 80].map((progress, at) => ({ at: at / 2, status: 'Running', progress })),
    { at: 3, status: end, progress: 100 },
  ];
  const common = { kind, startsWhenAsked: true } as const;
  emulator = await startEmulator({
    tasks: [
      ...['t-ends', 't-data'].map((id) => ({ ...common, id, steps: steps('Succeeded') })),
      { ...common, id: 't-fails', steps: steps('Failed') },
      ...['t-stays', ...Array.from({ length: 14 }, (_, at) => `t-many-${at}`)].map((id) => ({
        ...common,
        id,
        steps: [{ at: 0, status: 'Running', progress: 30 }],
      })),
    ],
  });
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** The command line in a terminal, on the way to the emulator. */
function waitFor(
  ids: string,
  { flags = '', size = {}, env = {}, shell = (line: string) => `exec ${line}` } = {},
): Pty {
  const line = `${process.execPath} ${cli} ${kind} ${ids} --poll-interval 1s ${flags}`;
  return openPty(shell(line), { ...envOf(emulator), ...env }, size);
}

function envOf({ place }: Emulator): Record<string, string> {
  const { url, key } = place();
  return {
    WAIT_FOR_CLOUD_TASK_ENDPOINT: url,
    ALIBABA_CLOUD_ACCESS_KEY_ID: key.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.accessKeySecret,
    ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
  };
}

/** Before and behind each frame. */
const [NO_WRAP, WRAP] = ['\u001b[?7l', '\u001b[?7h'];
const [HIDDEN, SHOWN] = ['\u001b[?25l', '\u001b[?25h'];

/** The frames that were drawn, as lines without colours. */
function framesIn(written: string): string[][] {
  const [, ...frames] = written.split(NO_WRAP).map((text) => text.split(WRAP)[0] ?? '');
  return frames.map((frame) => stripVTControlCharacters(frame).split('\r\n'));
}

/** What a user who looks at the terminal afterwards must find, however it ended. */
async function expectGivenBack({ screen }: Pty): Promise<void> {
  expect(screen.hasCursor()).toBe(true);
  expect(await screen.modes()).toEqual({ wraps: true, isHeldBack: false });
  expect((await screen.lines()).filter((line) => SPINNER.test(line))).toEqual([]);
}

function expectWithin(frames: readonly string[][], columns: number): void {
  for (const line of frames.flat()) expect(widthOf(line)).toBeLessThanOrEqual(columns);
}

/** Elsewhere `script` is another program, with other options. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('a wait in a terminal', () => {
  test.each([
    ['t-ends', 0, 'succeeded'],
    ['t-fails', 1, 'failed'],
  ])('%s moves, and its view is replaced by how it ended', async (id, code, state) => {
    await using pty = waitFor(id);
    const began = performance.now();
    expect(await pty.done).toBe(code);
    const frames = framesIn(pty.screen.written);
    const bars = new Set(frames.flat().flatMap((line) => line.match(/█*░+ +\d+%/) ?? []));
    expect(bars.size).toBeGreaterThanOrEqual(2);
    expect(frames.length).toBeLessThanOrEqual((performance.now() - began) / 250 + 1);
    expectWithin(frames, 80);
    await expectGivenBack(pty);
    const lines = await pty.screen.lines();
    // Once, though stdout is the same terminal.
    expect(lines.join('').split(`${id} ${state}`)).toHaveLength(2);
    expect(lines.join('')).not.toContain('state:');
    expect(await pty.screen.cursorLine()).toBe('');
  });

  test('has a line for each of the first ten tasks, a count, and never more lines than the terminal', async () => {
    const ids = Array.from({ length: 14 }, (_, at) => `t-many-${at}`).join(' ');
    await using pty = waitFor(ids, { size: { columns: 100, rows: 30 } });
    await pty.shows(/4 more: 4 running/);
    await pty.resize(20, 5);
    await sleep(600);
    const from = pty.screen.written.length;
    await sleep(600);
    const narrow = framesIn(pty.screen.written.slice(from));
    expect(narrow.length).toBeGreaterThan(0);
    expectWithin(narrow, 20);
    expect(Math.max(...narrow.map(({ length }) => length))).toBe(4);
    await pty.resize(100, 30);
    pty.type('\u0003');
    expect(await pty.done).toBe(130);
    expect(pty.screen.hasCursor()).toBe(true);
  });

  test('fits a single line of a few columns', async () => {
    await using pty = waitFor('t-stays', { size: { columns: 20, rows: 1 } });
    await pty.shows(SPINNER);
    await sleep(1_000);
    pty.kill('SIGTERM');
    expect(await pty.done).toBe(143);
    expectWithin(framesIn(pty.screen.written), 20);
    expect(framesIn(pty.screen.written).every(({ length }) => length === 1)).toBe(true);
    await expectGivenBack(pty);
  });

  test('is shown in a CI with --ci none alone, and not on a dumb terminal', async () => {
    const isLive = async (given: { env: Record<string, string>; flags?: string }) => {
      await using pty = waitFor('t-ends', given);
      expect(await pty.done).toBe(0);
      return framesIn(pty.screen.written).length > 0;
    };
    const [ci, none, dumb] = await Promise.all([
      isLive({ env: { CI: 'true' } }),
      isLive({ env: { CI: 'true' }, flags: '--ci none' }),
      isLive({ env: { TERM: 'dumb' } }),
    ]);
    expect({ ci, none, dumb }).toEqual({ ci: false, none: true, dumb: false });
  });

  test('keeps apart what is data on the same terminal', async () => {
    await using pty = waitFor('t-data', { flags: '--output ndjson' });
    expect(await pty.done).toBe(0);
    const objects = (await pty.screen.lines()).filter((line) => line.startsWith('{'));
    const states = objects.map((line) => JSON.parse(line).state);
    expect(states.length).toBeGreaterThan(3);
    expect(new Set(states)).toEqual(new Set(['running', 'succeeded']));
    await expectGivenBack(pty);
  });
});

onLinux('gives the terminal back', () => {
  const moments = [0, 1, 2, 3].map((at) => 150 + at * 400 + Math.round(Math.random() * 400));

  test.each(moments)('after %d ms, on Ctrl+C and on SIGTERM', async (ms) => {
    await using typed = waitFor('t-stays');
    await using sent = waitFor('t-stays');
    await sleep(ms);
    typed.type('\u0003');
    sent.kill('SIGTERM');
    expect([await typed.done, await sent.done]).toEqual([130, 143]);
    for (const pty of [typed, sent]) await expectGivenBack(pty);
  });

  test('and says what becomes of the task', async () => {
    await using pty = waitFor('t-stays');
    await pty.shows(/t-stays .*30%/);
    pty.type('\u0003');
    expect(await pty.done).toBe(130);
    const text = (await pty.screen.lines()).join('\n');
    expect(text).toContain('t-stays was left running in the cloud');
  });

  test('on two signals at once', async () => {
    await using pty = waitFor('t-stays');
    await pty.shows(/t-stays .*30%/);
    pty.type('\u0003\u0003');
    expect(await pty.done).toBe(130);
    await expectGivenBack(pty);
  });

  test('while it is stopped, and takes it again when it goes on', async () => {
    const job = (line: string) => `set -m; ${line}; echo STOPPED; fg; echo CODE $?`;
    await using pty = waitFor('t-stays', { shell: job });
    await pty.shows(/t-stays .*30%/);
    pty.type('\u001a');
    await pty.shows(/STOPPED[\s\S]*t-stays .*30%/);
    const [before = '', behind = ''] = pty.screen.written.split('STOPPED');
    expect(before.lastIndexOf(SHOWN)).toBeGreaterThan(before.lastIndexOf(HIDDEN));
    expect(behind).toContain(HIDDEN);
    pty.type('\u0003');
    await pty.done;
    expect((await pty.screen.lines()).at(-1)).toBe('CODE 130');
    await expectGivenBack(pty);
  });

  test('to whoever types while it is in the background', async () => {
    const job = (line: string) => `set -m; ${line} & sleep 3; echo TYPED; fg; echo CODE $?`;
    await using pty = waitFor('t-stays', { shell: job });
    await pty.shows(/TYPED[\s\S]*t-stays .*30%/);
    const [before = ''] = pty.screen.written.split('TYPED');
    expect(before).toContain('t-stays');
    expect([framesIn(before), before.includes(HIDDEN)]).toEqual([[], false]);
    pty.type('\u0003');
    await pty.done;
    expect((await pty.screen.lines()).at(-1)).toBe('CODE 130');
    await expectGivenBack(pty);
  });

  test('on SIGHUP, and ends where the terminal is gone', async () => {
    await using told = waitFor('t-stays');
    await using gone = waitFor('t-stays');
    await Promise.all([told, gone].map((pty) => pty.shows(/t-stays .*30%/)));
    told.kill('SIGHUP');
    expect(await told.done).toBe(129);
    await expectGivenBack(told);
    gone.hangUp();
    await gone.done;
    for (let at = 0; at < 20 && gone.isAlive(); at += 1) await sleep(100);
    expect(gone.isAlive()).toBe(false);
  });

  test('on SIGQUIT, as Ctrl+\\ sends it', async () => {
    await using pty = waitFor('t-stays');
    await pty.shows(/t-stays .*30%/);
    pty.kill('SIGQUIT');
    expect(await pty.done).toBe(131);
    await expectGivenBack(pty);
  });

  test('before an error of which nobody knew is shown', async () => {
    const bomb = join(folder, 'bomb.cjs');
    writeFileSync(bomb, `setTimeout(() => { throw new Error('a bomb'); }, 2000);\n`);
    await using pty = waitFor('t-stays', { env: { NODE_OPTIONS: `--require ${bomb}` } });
    await pty.shows(/t-stays .*30%/);
    expect(await pty.done).not.toBe(0);
    await expectGivenBack(pty);
    expect((await pty.screen.lines()).join('\n')).toContain('Error: a bomb');
  });
});
