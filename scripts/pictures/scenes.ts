import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type TaskScript } from '../../emulator/index.ts';
import { runStep } from '../../examples/runner.ts';

/** What a picture is taken of. */
export interface Scene {
  tasks: readonly TaskScript[];
  inputs: Readonly<Record<string, string>>;
}

/** Six minutes of waiting take six seconds. */
const SPEED = 60;
const START = Date.parse('2026-11-22T09:40:00Z');

const image = 'm-bp67acfmxazb4p8t2k3d';
const builds = { provider: 'alibaba-cr-artifact-build', 'instance-id': 'cri-shop' };
const build = (name: string, end: TaskScript['steps'][number], log: string[] = []): TaskScript => ({
  kind: 'alibaba-cr-artifact-build',
  id: `i2a-${name}`,
  steps: [{ at: 0, status: 'PENDING' }, { at: 22, status: 'BUILDING' }, end],
  log,
});

/** The pictures of the README by the names of their files. */
export const scenes: Readonly<Record<string, Scene>> = {
  success: {
    tasks: [
      {
        kind: 'alibaba-ecs-image-pipeline',
        id: 'exec-5fb8facb8ed7427c',
        steps: [
          { at: 0, status: 'PREPARING', message: 'Create intermediate instance' },
          { at: 35, status: 'BUILDING', message: 'Run build commands' },
          { at: 190, status: 'TESTING', message: 'Run test commands', imageId: image },
          { at: 250, status: 'DISTRIBUTING', message: 'Copy image', imageId: image },
          { at: 310, status: 'RELEASING', message: 'Release resources', imageId: image },
          { at: 335, status: 'SUCCESS', imageId: image },
        ],
      },
    ],
    inputs: { provider: 'alibaba-ecs-image-pipeline', 'task-id': 'exec-5fb8facb8ed7427c' },
  },
  failure: {
    tasks: [
      build('web', {
        at: 190,
        status: 'SUCCESS',
        targetRepoId: 'crr-web',
        targetTag: '1.4.2_accelerated',
      }),
      build('api', { at: 130, status: 'FAILED' }, [
        'pull shop/api:1.4.2',
        'convert layer 1 of 5',
        'convert layer 2 of 5',
        'error: layer 2 of 5 is not a gzip file: unexpected end of data at byte 40960',
      ]),
      build('worker', {
        at: 245,
        status: 'SUCCESS',
        targetRepoId: 'crr-worker',
        targetTag: '1.4.2_accelerated',
      }),
    ],
    inputs: { ...builds, 'task-id': 'i2a-web i2a-api i2a-worker', 'fail-fast': 'false' },
  },
};

/** The job summary that the committed bundle writes of a scene, with the emulator as its cloud. */
export async function summaryOfScene({ tasks, inputs }: Scene): Promise<string> {
  const startedAt = Date.now();
  const now = () => START + (Date.now() - startedAt) * SPEED;
  const emulator = await startEmulator({ tasks: [...tasks], now });
  const folder = mkdtempSync(join(tmpdir(), 'picture-'));
  try {
    const step = join(folder, 'step.mjs');
    const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const lines = [
      `import { speedUp } from ${url('fast.mjs')};`,
      `speedUp(${START}, ${startedAt}, ${SPEED});`,
      `await import(${url('../../dist/index.js')});`,
    ];
    writeFileSync(step, lines.join('\n'));
    const credentials = {
      region: 'cn-hangzhou',
      endpoint: emulator.url,
      'access-key-id': 'emulator-access-key-id',
      'access-key-secret': 'emulator-access-key-secret',
    };
    const { summary } = await runStep(step, { ...credentials, ...inputs }, () => undefined);
    return summary;
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
