import { type EmulatorOptions, startEmulator, type TaskScript } from '../../emulator/index.ts';
import { showOutcome } from '../../src/hosts/github/final.ts';
import { createReporter } from '../../src/hosts/github/live.ts';
import type { Screen } from '../../src/hosts/github/screen.ts';
import { readInputs } from '../../src/inputs/inputs.ts';
import { InterruptedError } from '../../src/model/errors.ts';
import { createHttp } from '../../src/network/http.ts';
import type { Report } from '../../src/render/report.ts';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { run } from '../../src/wait/run.ts';
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
  const { http, close } = createHttp();
  const world = { ...networkedWorld(http), env };
  const now = () => world.clock.now();
  const emulator = await startEmulator({ ...cloud, tasks: [...tasks], now });
  const given: Story['inputs'] = { ...DEFAULTS, endpoint: emulator.url, ...texts };
  const inputs = await readInputs(
    (name) => given[name] ?? '',
    env,
    () => false,
  );
  const { log, screen } = paper(emulator.url);
  const reporter = createReporter(inputs, world, createSecrets(), screen);
  const interruption = new AbortController();
  if (interruptAfterMs !== undefined) {
    const reason = new InterruptedError('SIGTERM');
    world.clock.sleep(interruptAfterMs).then(() => interruption.abort(reason));
  }
  const outcome = await run(inputs, world, reporter, interruption.signal);
  const report = reporter.report(outcome);
  showOutcome(outcome, screen);
  await close();
  await emulator.close();
  return { log, report: steady(report, emulator.url) };
}

/** The log as the runner shows it. */
function paper(url: string): { log: string[]; screen: Screen } {
  const log: string[] = [];
  let indent = '';
  const write =
    (prefix: string) =>
    (text: string | Error, about: { title?: string } = {}) => {
      const title = about.title ? `${about.title}: ` : '';
      log.push(`${indent}${prefix}${title}${calm(String(text), url)}`);
    };
  const screen: Screen = {
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
  return { log, screen };
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
