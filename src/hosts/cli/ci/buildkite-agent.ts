import { spawn } from 'node:child_process';
import type { World } from '../../../model/world.ts';

/** The agent asks its server, which may be slow; a job must not be kept by that. */
const TIMEOUT_MS = 10_000;

const LONGEST_REASON = 300;

/** Runs one command of the agent with a text to read. Gives why it failed; empty where it did not, or where there is no agent. */
export type Agent = (args: readonly string[], text: string) => Promise<string>;

/** `buildkite-agent` of the PATH, without a shell: no text becomes an argument, and none a command. */
export function buildkiteAgent(env: World['env'], name = 'buildkite-agent'): Agent {
  return (args, text) =>
    new Promise((resolve) => {
      const child = spawn(name, args, {
        env: { ...env, BUILDKITE_AGENT_NO_COLOR: 'true' },
        stdio: ['pipe', 'ignore', 'pipe'],
        timeout: TIMEOUT_MS,
        killSignal: 'SIGKILL',
      });
      let told = '';
      const what = `\`${name} ${args.slice(0, 2).join(' ')}\``;
      child.once('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code === 'ENOENT' ? '' : `${what} could not be started: ${error.message}`),
      );
      child.once('close', (code) => {
        if (code === 0) resolve('');
        else if (code === null) resolve(`${what} gave no answer in ${TIMEOUT_MS / 1_000} s`);
        else resolve(`${what} failed with ${code}: ${told.trim().slice(-LONGEST_REASON)}`);
      });
      child.stderr.setEncoding('utf8').on('data', (part: string) => {
        told = `${told}${part}`.slice(-LONGEST_REASON);
      });
      // One that ends without reading is told by its exit code.
      child.stdin.on('error', () => undefined).end(text);
    });
}
