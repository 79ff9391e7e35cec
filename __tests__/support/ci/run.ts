import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kind, type Step, startEmulator } from '../../../emulator/index.ts';
import { readArguments } from '../../../src/hosts/cli/arguments.ts';
import { exitCodeOf } from '../../../src/hosts/cli/exit-code.ts';
import { commandHost } from '../../../src/hosts/cli/host.ts';
import { wait } from '../../../src/hosts/session.ts';
import { InterruptedError } from '../../../src/model/errors.ts';
import type { Http } from '../../../src/model/world.ts';
import { createHttp } from '../../../src/network/http.ts';
import { outputsOf } from '../../../src/render/outputs.ts';
import type { Outcome } from '../../../src/wait/outcome.ts';
import { CONTRACT, wordFor } from '../contract.ts';
import { stepOf } from '../full-step.ts';
import { networkedWorld, type TestWorld } from '../world.ts';

/** What each system sets in a job, and nothing that would lead out of this machine. */
export const CI_ENV: Readonly<Record<CiName, Readonly<Record<string, string>>>> = {
  none: {},
  github: { GITHUB_ACTIONS: 'true' },
  gitlab: { GITLAB_CI: 'true' },
  azure: { TF_BUILD: 'True' },
  // No agent is in this PATH.
  buildkite: { BUILDKITE: 'true', PATH: '/nowhere' },
};
export type CiName = 'none' | 'github' | 'gitlab' | 'azure' | 'buildkite';
export const ciNames = Object.keys(CI_ENV) as CiName[];

export const KEY_SECRET = 'emulator-access-key-secret';
const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: KEY_SECRET,
  VOLCENGINE_ACCESS_KEY: 'emulator-access-key-id',
  VOLCENGINE_SECRET_KEY: KEY_SECRET,
  // No machine of a test has a role.
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
  VOLCENGINE_ECS_METADATA_DISABLED: 'true',
};

export interface Command {
  ci: CiName;
  typed: readonly string[];
  /** Its clock, and whatever else there is; `http` is the way to the cloud. */
  world: TestWorld;
  http: Http;
  env?: Readonly<Record<string, string | undefined>>;
  /** Stops the wait after so long. */
  stop?: { afterMs: number; by: 'SIGINT' | 'SIGTERM' };
  /** Is told of each line of stderr as it is written. */
  onLine?: (line: string) => void;
}

/** What a command in a job left behind. `log` is what the system reads, both streams in the order of writing. */
export interface Job {
  outcome: Outcome;
  exitCode: number;
  outputs: ReturnType<typeof outputsOf>;
  log: string;
  stdout: string;
  stderr: string;
  /** What stood in the file of this name in the end, empty where there was none. */
  files: Readonly<Record<'output' | 'summary', string>>;
}

/** Runs a command as a job of a CI would, in virtual time. */
export async function runInCi({
  ci,
  typed,
  world,
  http,
  env = {},
  stop,
  onLine,
}: Command): Promise<Job> {
  const folder = mkdtempSync(join(tmpdir(), 'ci-'));
  const path = (name: string) => join(folder, name);
  world.http = held(world, http);
  world.env = {
    ...KEYS,
    ...CI_ENV[ci],
    GITHUB_OUTPUT: path('output'),
    GITHUB_STEP_SUMMARY: path('summary'),
    AGENT_TEMPDIRECTORY: folder,
    ...env,
  };
  const written = { log: '', stdout: '', stderr: '' };
  const write = (stream: 'stdout' | 'stderr') => (text: string) => {
    written[stream] += text;
    written.log += text;
  };
  const toLog = write('stderr');
  const streams = {
    data: write('stdout'),
    line(text: string) {
      toLog(`${text}\n`);
      onLine?.(text);
    },
    terminal: undefined,
  };
  try {
    const { host, close } = commandHost(readArguments([...typed]), world, streams);
    const stopped = new AbortController();
    if (stop) {
      world.clock.sleep(stop.afterMs).then(() => stopped.abort(new InterruptedError(stop.by)));
    }
    const outcome = await wait(host, world, stopped.signal);
    close();
    const files = { output: read(path('output')), summary: read(path('summary')) };
    const outputs = outputsOf(outcome, false);
    return { ...written, outcome, exitCode: exitCodeOf(outcome), outputs, files };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a command is for, and what the cloud makes of it. */
export interface Trial {
  kind?: Kind;
  steps: readonly Step[];
  /** What is typed behind the kind, the task and where it is. */
  typed?: readonly string[];
  /** Instead of the one task that there is. */
  id?: string;
  through?: (http: Http) => Http;
  env?: Command['env'];
  stop?: Command['stop'];
  onLine?: Command['onLine'];
}

/** Runs a command for one task in front of the emulator; `through` may change what comes back. */
export async function tryInCi(ci: CiName, trial: Trial): Promise<Job> {
  const {
    kind = 'alibaba-ecs-image-pipeline',
    steps,
    typed = [],
    id = 't-1',
    stop,
    env,
    onLine,
  } = trial;
  const { http, close } = createHttp({});
  const { region, inputs = {} } = CONTRACT[kind];
  const task = { kind, id: 't-1', parent: 'p-1', steps: [...steps], log: ['a line', 'another'] };
  const given = Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value]);
  const world = networkedWorld(http);
  const emulator = await startEmulator({ now: () => world.clock.now(), tasks: [task] });
  const where = ['--region', region, '--endpoint', emulator.url, '--timeout', '90s'];
  try {
    return await runInCi({
      ci,
      typed: [kind, ...(id === '' ? [] : [id]), ...where, ...given, ...typed],
      world,
      http: trial.through?.(http) ?? http,
      ...(env && { env }),
      ...(stop && { stop }),
      ...(onLine && { onLine }),
    });
  } finally {
    await close();
    await emulator.close();
  }
}

/** The same where every field of the task says something. */
export function waitInCi(
  ci: CiName,
  kind: Kind,
  state: 'succeeded' | 'failed',
  change: Partial<Trial> = {},
): Promise<Job> {
  return tryInCi(ci, { kind, steps: [stepOf(wordFor(kind, state))], ...change });
}

/** Virtual time stands still while a request is under way. */
function held({ clock }: TestWorld, http: Http): Http {
  return (request, signal) => clock.hold(() => http(request, signal));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
