import { parseArgs } from 'node:util';
import type { FaultRule } from './fault-rules.ts';
import { type FaultName, faultNames, faults } from './faults.ts';
import { describeRequest, greeting } from './greeting.ts';
import { kinds, sampleTasks, startsOf } from './kinds.ts';
import { startEmulator } from './server.ts';

const usage = (
  self: string,
) => `Plays the task APIs of Alibaba Cloud and Volcengine on this machine.

  ${self} [options]

  --port N          port to listen on; default 8080, 0 takes any free one
  --speed N         tasks run N times faster than real time; default 1
  --fault NAME      let requests fail this way; may be given several times
  --count N         only the first N requests are hit by each fault
  --per-second N    only what exceeds N requests within a second is hit: a quota
  --deny PERMISSION refuse a permission, e.g. cr:GetArtifactBuildTask; may be repeated
  --list-faults     show every fault and stop
  --help            show this and stop

Calls that start a task: ${[...new Set(kinds.flatMap(startsOf))].join(', ')}.
A task goes as the sample in -ok, or as that in -fails where a name in its call ends so.
`;

interface Settings {
  port: number;
  speed: number;
  faults: FaultRule[];
  denied: string[];
}

function read(args: string[]): Settings | 'help' | 'list-faults' {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '8080' },
      speed: { type: 'string', default: '1' },
      fault: { type: 'string', multiple: true, default: [] },
      count: { type: 'string' },
      'per-second': { type: 'string' },
      deny: { type: 'string', multiple: true, default: [] },
      'list-faults': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (values['list-faults']) return 'list-faults';
  const count = values.count === undefined ? undefined : wholeNumber('count', values.count, 1);
  const quota = values['per-second'];
  const perSecond = quota === undefined ? undefined : wholeNumber('per-second', quota, 0);
  const speed = Number(values.speed);
  if (!(speed > 0 && speed <= 100_000)) {
    throw new Error(`--speed ${values.speed}: give a number over 0, such as 10`);
  }
  return {
    port: wholeNumber('port', values.port, 0, 65_535),
    speed,
    faults: values.fault.map((name) => ({
      fault: faultNamed(name),
      ...(count !== undefined && { count }),
      ...(perSecond !== undefined && { perSecond }),
    })),
    denied: values.deny,
  };
}

function wholeNumber(name: string, text: string, least: number, most = 1_000_000): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Error(`--${name} ${text}: give a whole number from ${least} to ${most}`);
}

function faultNamed(name: string): FaultName {
  const known = faultNames.find((each) => each === name);
  if (!known) throw new Error(`--fault ${name}: there is no such fault; see --list-faults`);
  return known;
}

function listFaults(): string {
  const width = Math.max(...faultNames.map((name) => name.length));
  const lines = faultNames.map(
    (name) =>
      `${name.padEnd(width)}  ${faults[name].category.padEnd(10)}  ${faults[name].description}`,
  );
  return `${lines.join('\n')}\n`;
}

/** By what this command is called, and the one that waits. */
interface Names {
  self: string;
  wait: string;
}

/**
 * Reads what was typed and plays on until a signal comes. Never rejects: what is wrong is told, and exits with 2 where
 * it was typed wrong, with 1 where it cannot be played.
 */
export async function command(args: string[], names: Names): Promise<void> {
  let code = 2;
  try {
    const settings = read(args);
    code = 1;
    await play(settings, names);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`emulator: ${message}\nTry --help.\n`);
    process.exitCode = code;
  }
}

async function play(settings: ReturnType<typeof read>, { self, wait }: Names): Promise<void> {
  if (settings === 'help' || settings === 'list-faults') {
    process.stdout.write(settings === 'help' ? usage(self) : listFaults());
    return;
  }
  const emulator = await startEmulator({
    ...settings,
    tasks: sampleTasks(),
    program: wait,
    onRequest: (request) => process.stdout.write(`${describeRequest(request)}\n`),
  });
  process.stdout.write(greeting(emulator.place()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // A second one must not wait for the first.
    process.once(signal, () => emulator.close().then(() => process.exit(0)));
  }
}
