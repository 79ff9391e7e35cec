import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../../', import.meta.url));
interface Manifest {
  inputs: Record<string, { default?: string }>;
  outputs: Record<string, unknown>;
  runs: { main: string; post: string };
}

const manifest: Manifest = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

/** Every output that `action.yml` promises. */
export const outputNames = Object.keys(manifest.outputs).sort();

/** No scenario takes longer; what does is a hang, and is ended so that the test can say so. */
const LONGEST_MS = 40_000;

export type Inputs = Record<string, string>;
export type Environment = Record<string, string>;

/** What a step left behind. */
export interface Ran {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  lines: string[];
  /** Error and warning commands: their title and message. */
  errors: { title: string; message: string }[];
  warnings: { title: string; message: string }[];
  /** Last value of each output. */
  outputs: Record<string, string>;
  /** Every output as it was written, in order. */
  writes: { name: string; value: string }[];
  state: Record<string, string>;
  summary: string;
  durationMs: number;
}

/** A step under way. */
export interface Running {
  done: Promise<Ran>;
  /** What the step prints, for readers that are slow or go away. */
  log: Readable;
  /** Resolves once a line of the log matches. */
  line(pattern: RegExp): Promise<void>;
  /** Sends a signal, and gives what the step left behind and how long it took from then on. */
  interrupt(signal: NodeJS.Signals): Promise<Ran & { answeredMs: number }>;
}

/** Runs the committed bundle as a runner runs the main step, to its end. */
export function runAction(inputs: Inputs, env: Environment = {}): Promise<Ran> {
  return startAction(inputs, env).done;
}

/** Runs the `post` step that belongs to a main step, with what that step saved. */
export function runPost(inputs: Inputs, main: Ran, env: Environment = {}): Promise<Ran> {
  const state = Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value]);
  const saved = Object.fromEntries(state);
  return startAction(inputs, { ...env, ...saved }, manifest.runs.post).done;
}

/**
 * Starts the committed bundle as a runner would: every declared input as `INPUT_*`, its default where it is not given,
 * files for what the step hands on, and nothing else of this process's environment.
 */
export function startAction(
  inputs: Inputs,
  env: Environment = {},
  entry = manifest.runs.main,
): Running {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  const file = (name: string) => join(folder, name);
  for (const name of ['output', 'state', 'summary']) writeFileSync(file(name), '');
  const begin = performance.now();
  const child = spawn(process.execPath, [join(root, entry)], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      ...inputVariables(inputs),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STATE: file('state'),
      GITHUB_STEP_SUMMARY: file('summary'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = collect(child);
  const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);

  const done = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      const writes = heredocs(readFileSync(file('output'), 'utf8'));
      const state = heredocs(readFileSync(file('state'), 'utf8'));
      const summary = readFileSync(file('summary'), 'utf8');
      rmSync(folder, { recursive: true, force: true });
      const lines = text.out.split('\n').slice(0, -1);
      resolve({
        code,
        signal,
        stdout: text.out,
        stderr: text.err,
        lines,
        errors: commands(lines, 'error'),
        warnings: commands(lines, 'warning'),
        outputs: lastOf(writes),
        writes,
        state: lastOf(state),
        summary,
        durationMs: performance.now() - begin,
      });
    });
  });

  return {
    done,
    log: child.stdout,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => text.out.split('\n').some((line) => pattern.test(line)) && resolve();
        child.stdout?.on('data', look);
        child.once('close', () => reject(new Error(`No line ${pattern} in:\n${text.out}`)));
        look();
      }),
    async interrupt(signal) {
      const sentAt = performance.now();
      child.kill(signal);
      const ran = await done;
      return { ...ran, answeredMs: performance.now() - sentAt };
    },
  };
}

function inputVariables(inputs: Inputs): Environment {
  const strange = Object.keys(inputs).find((name) => !(name in manifest.inputs));
  if (strange) throw new Error(`action.yml has no input ${strange}`);
  return Object.fromEntries(
    Object.entries(manifest.inputs).map(([name, { default: value = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      inputs[name] ?? value,
    ]),
  );
}

function collect({ stdout, stderr }: ChildProcess): { out: string; err: string } {
  const text = { out: '', err: '' };
  stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text.out += chunk;
  });
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text.err += chunk;
  });
  return text;
}

/** Reads `name<<delimiter`, lines, `delimiter`, as the runner does. */
function heredocs(text: string): { name: string; value: string }[] {
  return Array.from(
    text.matchAll(/^([^\n<]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm),
    ([, name = '', , value = '']) => ({ name, value }),
  );
}

function lastOf(writes: readonly { name: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(writes.map(({ name, value }) => [name, value]));
}

function commands(lines: readonly string[], kind: 'error' | 'warning') {
  return lines.flatMap((line) => {
    const [, title = '', message = ''] =
      new RegExp(`^::${kind}(?: title=([^:]*))?::(.*)$`).exec(line) ?? [];
    return message ? [{ title, message: decode(message) }] : [];
  });
}

function decode(text: string): string {
  return text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}
