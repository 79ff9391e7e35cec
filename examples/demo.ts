/**
 * `npm run demo`: the action waits for a task of each kind, against an emulator of both clouds on this machine. Needs no
 * account and no installation: it runs the committed `dist/index.js` as a runner would.
 */
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sampleTasks, startEmulator } from '../emulator/index.ts';
import { runStep, type StepResult } from './runner.ts';
import { field, print, rule, shownOutputs, table } from './show.ts';

/** One wait, and what must come of it. */
interface Scene {
  title: string;
  /** The sample task that starts right before the step. */
  task: string;
  with: Record<string, string>;
  expected: { exitCode: number; outputs: Record<string, string> };
}

const ACTION = fileURLToPath(new URL('../dist/index.js', import.meta.url));

/** The sample tasks take 20 to 26 s; at this speed a step takes about 3 s. */
const SPEED = 10;

const scenes: readonly Scene[] = [
  {
    title: 'Container Registry builds an accelerated image',
    task: 'i2a-ok',
    with: {
      provider: 'alibaba-cr-artifact-build',
      'task-id': 'i2a-ok',
      'instance-id': 'cri-sample',
    },
    expected: { exitCode: 0, outputs: { state: 'succeeded', status: 'SUCCESS' } },
  },
  {
    title: 'ECS builds a machine image, named by its pipeline',
    task: 'exec-ok',
    with: { provider: 'alibaba-ecs-image-pipeline', 'image-pipeline-id': 'ip-sample' },
    expected: { exitCode: 0, outputs: { state: 'succeeded', 'image-id': 'm-sample' } },
  },
  {
    title: 'Kubernetes adds a node to a cluster',
    task: 'T-ack-ok',
    with: { provider: 'alibaba-ack-task', 'task-id': 'T-ack-ok' },
    expected: { exitCode: 0, outputs: { state: 'succeeded', 'resource-ids': 'i-sample-1' } },
  },
  {
    title: 'ECS imports an image from a bucket',
    task: 't-import-ok',
    with: { provider: 'alibaba-ecs-task', 'task-id': 't-import-ok' },
    expected: { exitCode: 0, outputs: { state: 'succeeded', 'image-id': 'm-imported' } },
  },
  {
    title: 'Volcengine creates an image, named by the image itself',
    task: 't-volc-ok',
    with: {
      provider: 'volcengine-ecs-task',
      'resource-id': 'image-sample-ok',
      region: 'cn-beijing',
    },
    expected: { exitCode: 0, outputs: { state: 'succeeded', 'image-id': 'image-sample-ok' } },
  },
  {
    title: 'A running container is saved as an image, and that goes wrong',
    task: 't-eci-fails',
    with: { provider: 'alibaba-eci-commit', 'task-id': 't-eci-fails' },
    expected: {
      exitCode: 1,
      outputs: { state: 'failed', status: 'Failed', 'failed-task-ids': 't-eci-fails' },
    },
  },
];

/** Inputs that all scenes share. A quick look each second, since the tasks are quick as well. */
const shared = { region: 'cn-hangzhou', 'poll-interval': '1s' };

process.exitCode = await main();

async function main(): Promise<number> {
  if (!existsSync(ACTION)) {
    process.stderr.write(
      'dist/index.js is missing. It is part of the repository: git checkout dist\n',
    );
    return 1;
  }
  let child: ChildProcess | undefined;
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    child?.kill('SIGINT');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);

  const samples = sampleTasks();
  const emulator = await startEmulator({ speed: SPEED });
  const secret = 'emulator-access-key-secret';
  const access = {
    endpoint: emulator.url,
    'access-key-id': 'emulator-access-key-id',
    'access-key-secret': secret,
  };
  const problems: string[] = [];
  const rows: string[][] = [];
  try {
    print(
      'Wait for Cloud Task: six kinds of task, one step each.',
      `An emulator at ${emulator.url} plays the clouds; its time runs ${SPEED} times as fast.`,
      'Each step runs dist/index.js as GitHub does, with endpoint and keys of the emulator.',
    );
    for (const [index, scene] of scenes.entries()) {
      const sample = samples.find(({ id }) => id === scene.task);
      if (!sample) throw new Error(`There is no sample task ${scene.task}.`);
      const inputs = { ...shared, ...scene.with };
      print('', rule(`${index + 1} of ${scenes.length}  ${scene.title}`), '', '  with:');
      print(...Object.keys({ ...scene.with, ...inputs }).map((name) => field(name, inputs)), '');
      emulator.addTask(sample);
      const before = emulator.requests.length;
      const result = await runStep(
        ACTION,
        { ...inputs, ...access },
        (line) => print(`  │ ${line}`),
        (started) => {
          child = started;
        },
      );
      if (isStopped) {
        print('', 'Stopped.');
        return 130;
      }
      print(
        '',
        '  outputs:',
        ...shownOutputs(result.outputs),
        '',
        `  exit code ${result.exitCode}`,
      );
      const requests = emulator.requests.length - before;
      problems.push(...problemsOf(scene, result, requests, secret));
      const { state = '', image, 'image-id': imageId, 'resource-ids': resources } = result.outputs;
      const what = image || imageId || resources || '–';
      const kind = scene.with.provider ?? '';
      rows.push([kind, state, String(result.exitCode), String(requests), what]);
    }
  } finally {
    await emulator.close();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }

  print('', rule('All steps'), '');
  print(...table([['kind', 'state', 'exit code', 'requests', 'image or result'], ...rows]), '');
  if (problems.length > 0) {
    process.stderr.write(
      `The demo did not go as it should:\n${problems.map((text) => `- ${text}\n`).join('')}`,
    );
    return 1;
  }
  print(
    'All six ended as they should: five gates open, and the failed task closed its own.',
    'Next: `npm run emulator` keeps the emulator running and shows how to wait for its tasks yourself.',
  );
  return 0;
}

/** What is not as expected. */
function problemsOf(
  { title, expected }: Scene,
  { exitCode, outputs, summary }: StepResult,
  requests: number,
  secret: string,
): string[] {
  const wanted = { ...expected.outputs, 'request-count': String(requests) };
  const wrong = Object.entries(wanted)
    .filter(([name, value]) => outputs[name] !== value)
    .map(([name, value]) => `output ${name} is \`${outputs[name] ?? ''}\`, expected \`${value}\``);
  if (exitCode !== expected.exitCode) {
    wrong.push(`exit code is ${exitCode}, expected ${expected.exitCode}`);
  }
  if (expected.outputs.status === 'SUCCESS' && !/^[\w.-]+\/.+:.+$/.test(outputs.image ?? '')) {
    wrong.push(
      `output image is \`${outputs.image ?? ''}\`, expected a reference that can be pulled`,
    );
  }
  if (summary === '') wrong.push('no job summary was written');
  if (`${JSON.stringify(outputs)}${summary}`.includes(secret)) wrong.push('the secret was shown');
  return wrong.map((text) => `${title}: ${text}`);
}
