import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kinds } from '../../emulator/index.ts';
import { createLogView, inputKey, parseOutputs } from '../../examples/runner.ts';
import { MAIN, type Scene, scenesOf } from '../../examples/scenes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** All that the demo may need; `node_modules` is not among it. */
const PARTS = ['dist', 'emulator', 'examples', 'scripts', 'package.json'];

describe('the demo, in a copy without node_modules', () => {
  const copy = mkdtempSync(join(tmpdir(), 'demo-'));

  beforeAll(() => {
    for (const part of PARTS) cpSync(join(root, part), join(copy, part), { recursive: true });
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  function demo() {
    const child = spawn(process.execPath, ['scripts/node24.mjs', 'examples/demo.ts'], {
      cwd: copy,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
    }
    const ended = new Promise<{ code: number | null; text: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, text })),
    );
    return { child, ended };
  }

  test('waits for a task of each main kind, one of which fails, in less than 30 s', async () => {
    const { code, text } = await demo().ended;
    const rows = text.slice(text.indexOf('── All steps')).match(/^ {2}\S.*$/gm) ?? [];
    expect(rows.slice(1).map((row) => row.trim().split(/ {2,}/))).toEqual([
      [
        'alibaba-cr-artifact-build',
        'succeeded',
        '0',
        expect.anything(),
        expect.stringMatching(/:/),
      ],
      ['alibaba-ecs-image-pipeline', 'succeeded', '0', expect.anything(), 'm-sample'],
      ['alibaba-ack-task', 'succeeded', '0', expect.anything(), 'i-sample-1'],
      ['alibaba-ecs-task', 'succeeded', '0', expect.anything(), 'm-imported'],
      ['volcengine-ecs-task', 'succeeded', '0', expect.anything(), 'image-sample-ok'],
      ['alibaba-eci-commit', 'failed', '1', expect.anything(), '–'],
    ]);
    expect(text).toContain('│ Error: t-eci-fails failed');
    expect(text).not.toMatch(/::|emulator-access-key-secret/);
    expect(code).toBe(0);
  }, 30_000);

  test('ends soon when it is stopped', async () => {
    const { child, ended } = demo();
    child.stdout.on('data', (chunk: string) => {
      if (chunk.includes('PENDING')) child.kill('SIGINT');
    });
    const { code, text } = await ended;
    expect({ code, end: text.trimEnd().split('\n').at(-1) }).toEqual({
      code: 130,
      end: 'Stopped.',
    });
  });
});

describe('the scenes', () => {
  test('are the main ones, one a kind', () => {
    const shown = scenesOf(false).map((scene) => scene.with.provider);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toEqual(Object.keys(MAIN));
  });

  test('are, with --all, of every kind, be it told of or not', () => {
    const providers = (scenes: Scene[]) => new Set(scenes.map((scene) => scene.with.provider));
    expect(providers(scenesOf(true))).toEqual(new Set(kinds));
    const { 'alibaba-eci-commit': eci, ...others } = MAIN;
    expect(eci).toBeDefined();
    expect(providers(scenesOf(false, others))).not.toContain('alibaba-eci-commit');
    const own = scenesOf(true, others).filter(
      (scene) => scene.with.provider === 'alibaba-eci-commit',
    );
    expect(own).toEqual([
      {
        title: 'alibaba-eci-commit: t-eci-ok',
        task: 't-eci-ok',
        with: { provider: 'alibaba-eci-commit', 'task-id': 't-eci-ok', region: 'cn-hangzhou' },
        expected: { exitCode: 0, outputs: { state: 'succeeded', status: 'Succeeded' } },
      },
      {
        title: 'alibaba-eci-commit: t-eci-fails',
        task: 't-eci-fails',
        with: { provider: 'alibaba-eci-commit', 'task-id': 't-eci-fails', region: 'cn-hangzhou' },
        expected: { exitCode: 1, outputs: { state: 'failed', status: 'Failed' } },
      },
    ]);
  });
});

describe('the runner that the demo plays', () => {
  test('names the variables of inputs as the runner does', () => {
    expect(inputKey('task-id')).toBe('INPUT_TASK-ID');
    expect(inputKey('my input')).toBe('INPUT_MY_INPUT');
  });

  test('reads outputs of one and of many lines, the last of a name', () => {
    const text = 'a=1\nb<<END\nx=1\ny\nEND\nc<<E2\n\nE2\na=2\nd=k=v\n';
    expect(parseOutputs(text)).toEqual({ a: '2', b: 'x=1\ny', c: '', d: 'k=v' });
  });

  test('refuses a value without an end', () => {
    expect(() => parseOutputs('a<<END\nx\n')).toThrow('a has no end');
  });

  test('shows commands as the log does', () => {
    const view = createLogView();
    const lines = ['::add-mask::pass%25word', '::error title=T::50%25 of pass%word', '::debug::x'];
    expect(lines.map(view)).toEqual([undefined, 'Error: 50% of ***', undefined]);
    expect(view('::warning::careful')).toBe('Warning: careful');
    expect(view('a pass%word b')).toBe('a *** b');
  });
});
