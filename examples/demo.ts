/**
 * `npm run demo`: the action waits for tasks of the main kinds, with `-- --all` of every kind, against an emulator of both
 * clouds on this machine. Needs no account and no installation: it runs the committed `dist/index.js` as a runner would.
 */
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Emulator, sampleTasks, startEmulator } from '../emulator/index.ts';
import { runStep, type StepResult } from './runner.ts';
import { hiddenKinds, type Scene, scenesOf } from './scenes.ts';
import { field, print, rule, shownOutputs, table } from './show.ts';

const ACTION = fileURLToPath(new URL('../dist/index.js', import.meta.url));

/** The sample tasks take 20 to 26 s; at this speed a step takes about 3 s. */
const SPEED = 10;

/** A quick look each second, since the tasks are quick as well. */
const PACE = { 'poll-interval': '1s' };

const KEYS = {
  'access-key-id': 'emulator-access-key-id',
  'access-key-secret': 'emulator-access-key-secret',
};

/** The step that runs now, and whether somebody has stopped the demo. */
interface Stage {
  child?: ChildProcess;
  isStopped: boolean;
}

/** A scene that was played. */
interface Played {
  row: string[];
  problems: string[];
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const strange = args.find((arg) => arg !== '--all');
  if (strange !== undefined || !existsSync(ACTION)) {
    process.stderr.write(
      strange !== undefined
        ? `${strange}: there is \`--all\` alone, which shows every kind.\n`
        : 'dist/index.js is missing. It is part of the repository: git checkout dist\n',
    );
    return 1;
  }
  const stage: Stage = { isStopped: false };
  const stop = () => {
    stage.isStopped = true;
    stage.child?.kill('SIGINT');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  const emulator = await startEmulator({ speed: SPEED });
  try {
    const scenes = scenesOf(args.includes('--all'));
    const played = await playAll(scenes, emulator, stage);
    return played ? conclude(scenes, played) : 130;
  } finally {
    await emulator.close();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}

/** Plays one scene after the other; undefined where somebody has stopped the demo. */
async function playAll(
  scenes: readonly Scene[],
  emulator: Emulator,
  stage: Stage,
): Promise<Played[] | undefined> {
  print(
    `Wait for Cloud Task: ${scenes.length} tasks, one step each.`,
    `An emulator at ${emulator.url} plays the clouds; its time runs ${SPEED} times as fast.`,
    'Each step runs dist/index.js as GitHub does, with endpoint and keys of the emulator.',
  );
  const played: Played[] = [];
  for (const [index, scene] of scenes.entries()) {
    print('', rule(`${index + 1} of ${scenes.length}  ${scene.title}`));
    played.push(await play(scene, emulator, stage));
    if (stage.isStopped) {
      print('', 'Stopped.');
      return undefined;
    }
  }
  return played;
}

async function play(scene: Scene, emulator: Emulator, stage: Stage): Promise<Played> {
  const inputs: Record<string, string> = { ...scene.with, ...PACE };
  print('', '  with:', ...Object.keys(inputs).map((name) => field(name, inputs)), '');
  const sample = sampleTasks().find(({ id }) => id === scene.task);
  if (sample) emulator.addTask(sample);
  const before = emulator.requests.length;
  const result = await runStep(
    ACTION,
    { ...inputs, endpoint: emulator.url, ...KEYS },
    (line) => print(`  │ ${line}`),
    (started) => {
      stage.child = started;
    },
  );
  const { exitCode, outputs } = result;
  if (!stage.isStopped) {
    print('', '  outputs:', ...shownOutputs(outputs), '', `  exit code ${exitCode}`);
  }
  const requests = emulator.requests.length - before;
  const { state = '', image, 'image-id': imageId, 'resource-ids': resources } = outputs;
  const what = image || imageId || resources || '–';
  return {
    row: [inputs.provider ?? '', state, String(exitCode), String(requests), what],
    problems: problemsOf(scene, result, requests),
  };
}

/** Shows all of them once more; 1 where one was not as it should be. */
function conclude(scenes: readonly Scene[], played: readonly Played[]): number {
  print('', rule('All steps'), '');
  const head = ['kind', 'state', 'exit code', 'requests', 'image or result'];
  print(...table([head, ...played.map(({ row }) => row)]), '');
  const problems = played.flatMap((each) => each.problems);
  if (problems.length > 0) {
    process.stderr.write(
      `The demo did not go as it should:\n${problems.map((text) => `- ${text}\n`).join('')}`,
    );
    return 1;
  }
  const good = scenes.filter(({ expected }) => expected.exitCode === 0).length;
  const shown = new Set(scenes.map((scene) => scene.with.provider));
  const more = hiddenKinds().filter((kind) => !shown.has(kind)).length;
  print(
    `All ${scenes.length} ended as they should: ${good} gates open, and ${scenes.length - good} closed by a task that failed.`,
    ...(more > 0 ? [`\`npm run demo -- --all\` shows ${more} kinds more.`] : []),
    'Next: `npm run emulator` keeps the emulator running and shows how to wait for its tasks yourself.',
  );
  return 0;
}

/** What is not as expected. */
function problemsOf(
  { title, expected }: Scene,
  { exitCode, outputs, summary }: StepResult,
  requests: number,
): string[] {
  const wanted = { ...expected.outputs, 'request-count': String(requests) };
  const fits = (value: string, form: string | RegExp) =>
    typeof form === 'string' ? value === form : form.test(value);
  const wrong = Object.entries(wanted)
    .filter(([name, form]) => !fits(outputs[name] ?? '', form))
    .map(([name, form]) => `output ${name} is \`${outputs[name] ?? ''}\`, expected \`${form}\``);
  if (exitCode !== expected.exitCode) {
    wrong.push(`exit code is ${exitCode}, expected ${expected.exitCode}`);
  }
  if (summary === '') wrong.push('no job summary was written');
  if (`${JSON.stringify(outputs)}${summary}`.includes(KEYS['access-key-secret'])) {
    wrong.push('the secret was shown');
  }
  return wrong.map((text) => `${title}: ${text}`);
}
