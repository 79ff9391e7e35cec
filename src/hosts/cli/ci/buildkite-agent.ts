import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import type { World } from '../../../model/world.ts';

const NAME = 'buildkite-agent';

/** The agent asks its server, which may be slow; a job must not be kept by that. */
const LIMIT_MS = 10_000;

const LONGEST_REASON = 300;

/** Runs one command of the agent with a text to read. Gives why it failed; empty where it did not, or where there is no agent. */
export type Agent = (args: readonly string[], text: string) => Promise<string>;

/** `buildkite-agent` of the PATH, without a shell: no text becomes an argument, and none a command. */
export function buildkiteAgent(env: World['env'], limitMs = LIMIT_MS): Agent {
  const name = platform() === 'win32' ? `${NAME}.exe` : NAME;
  const path = (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => isAbsolute(file) && existsSync(file));
  // Milliseconds of a start, for those alone who have an agent.
  const loading = path === undefined ? undefined : import('node:child_process');
  return async (args, text) => {
    if (path === undefined || !loading) return '';
    return run((await loading).spawn, path, args, text, { env, limitMs });
  };
}

function run(
  spawn: typeof import('node:child_process').spawn,
  path: string,
  args: readonly string[],
  text: string,
  { env, limitMs }: { env: World['env']; limitMs: number },
): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(path, args, {
      env: { ...env, BUILDKITE_AGENT_NO_COLOR: 'true' },
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    let told = '';
    const words = args.slice(0, 2).filter((arg) => !arg.startsWith('-'));
    const what = `\`${NAME} ${words.join(' ')}\``;
    child.once('error', ({ message }) => resolve(`${what} could not be started: ${message}`));
    // Whoever it has started may hold its stderr for longer: a killed one is not waited for.
    child.once('exit', (code) => {
      if (code !== null) return;
      child.stderr.destroy();
      resolve(`${what} gave no answer in ${limitMs / 1_000} s`);
    });
    child.once('close', (code) => {
      resolve(code === 0 ? '' : `${what} failed with ${code}: ${told.trim()}`);
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      told = `${told}${part}`.slice(-LONGEST_REASON);
    });
    // One that ends without reading is told by its exit code.
    child.stdin.on('error', () => undefined).end(text);
  });
}
