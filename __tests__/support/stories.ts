import { type EmulatorOptions, startEmulator, type TaskScript } from '../../emulator/index.ts';
import { githubHost } from '../../src/hosts/github/github.ts';
import type { LogCommands } from '../../src/hosts/github/screen.ts';
import { wait } from '../../src/hosts/session.ts';
import { InterruptedError } from '../../src/model/errors.ts';
import { createHttp } from '../../src/network/http.ts';
import type { Report } from '../../src/render/report.ts';
import { commandsOf, reported } from './hosts.ts';
import { networkedWorld } from './world.ts';

/** A wait from its beginning to its end, in a cloud that behaves as it says. */
export interface Story {
  tasks: readonly TaskScript[];
  inputs: Readonly<Record<string, string>>;
  cloud?: Omit<EmulatorOptions, 'tasks' | 'now'>;
  interruptAfterMs?: number;
  env?: Readonly<Record<string, string>>;
}

/** What a person sees of a wait. */
export interface Told {
  log: string[];
  report: Report;
}

const DEFAULTS: Story['inputs'] = {
  region: 'cn-hangzhou',
  'access-key-id': 'emulator-access-key-id',
  'access-key-secret': 'emulator-access-key-secret',
};

/** Plays a story with the real run, provider, client and reporter, in virtual time. */
export async function tell({ tasks, inputs: texts, cloud, interruptAfterMs, env = {} }: Story) {
  const { http, close } = createHttp({});
  const world = { ...networkedWorld(http), env };
  const now = () => world.clock.now();
  const emulator = await startEmulator({ ...cloud, tasks: [...tasks], now });
  const given: Story['inputs'] = { ...DEFAULTS, endpoint: emulator.url, ...texts };
  const { log, commands } = paper(emulator.url);
  const { host, report } = reported(githubHost(world, commandsOf(given, commands)));
  const interruption = new AbortController();
  if (interruptAfterMs !== undefined) {
    const reason = new InterruptedError('SIGTERM');
    world.clock.sleep(interruptAfterMs).then(() => interruption.abort(reason));
  }
  await wait(host, world, interruption.signal);
  await close();
  await emulator.close();
  return { log, report: steady(report(), emulator.url) };
}

/** The log as the runner shows it. */
function paper(url: string): { log: string[]; commands: LogCommands } {
  const log: string[] = [];
  let indent = '';
  const write =
    (prefix: string) =>
    (text: string | Error, about: { title?: string } = {}) => {
      const title = about.title ? `${about.title}: ` : '';
      log.push(`${indent}${prefix}${title}${calm(String(text), url)}`);
    };
  const commands: LogCommands = {
    info: write(''),
    warning: write('Warning: '),
    error: write('Error: '),
    startGroup(name) {
      log.push(`▾ ${name}`);
      indent = '  ';
    },
    endGroup() {
      indent = '';
    },
  };
  return { log, commands };
}

/** Without what is another every time: the emulator's port and its request ids. */
function calm(text: string, url: string): string {
  return text
    .replaceAll(new URL(url).host, 'cloud.example')
    .replaceAll(/\b[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\b/gi, 'REQUEST-ID')
    .replaceAll(/\b[0-9a-f]{32}\b/gi, 'REQUEST-ID');
}

function steady(report: Report, url: string): Report {
  return JSON.parse(calm(JSON.stringify({ ...report, course: undefined }), url), (key, value) =>
    key === '' ? { ...value, course: report.course } : value,
  );
}
