/** What the demo shows: a scene for each kind of task. Where none is told here, the samples of the kind make one. */
import { type Kind, kinds, sampleTasks, type TaskScript } from '../emulator/index.ts';
import { serviceOf } from '../emulator/kinds.ts';

/** One wait, and what must come of it. */
export interface Scene {
  title: string;
  /** The sample task that starts right before the step. */
  task: string;
  with: Record<string, string>;
  expected: { exitCode: number; outputs: Record<string, string | RegExp> };
}

/** What a scene tells besides what its sample says. */
interface Told {
  title: string;
  task: string;
  with?: Record<string, string>;
  outputs?: Record<string, string | RegExp>;
}

/** The main ones, in the order in which they are shown. */
export const MAIN: Partial<Record<Kind, Told>> = {
  'alibaba-cr-artifact-build': {
    title: 'Container Registry builds an accelerated image',
    task: 'i2a-ok',
    // A reference that can be pulled.
    outputs: { image: /^[\w.-]+\/.+:.+$/ },
  },
  'alibaba-ecs-image-pipeline': {
    title: 'ECS builds a machine image, named by its pipeline',
    task: 'exec-ok',
    with: { 'task-id': '', 'image-pipeline-id': 'ip-sample' },
    outputs: { 'image-id': 'm-sample' },
  },
  'alibaba-ack-task': {
    title: 'Kubernetes adds a node to a cluster',
    task: 'T-ack-ok',
    outputs: { 'resource-ids': 'i-sample-1' },
  },
  'alibaba-ecs-task': {
    title: 'ECS imports an image from a bucket',
    task: 't-import-ok',
    outputs: { 'image-id': 'm-imported' },
  },
  'volcengine-ecs-task': {
    title: 'Volcengine creates an image, named by the image itself',
    task: 't-volc-ok',
    with: { 'task-id': '', 'resource-id': 'image-sample-ok' },
    outputs: { 'image-id': 'image-sample-ok' },
  },
  'alibaba-eci-commit': {
    title: 'A running container is saved as an image, and that goes wrong',
    task: 't-eci-fails',
    outputs: { 'failed-task-ids': 't-eci-fails' },
  },
};

/** The main scenes; with `isAll`, one more for each sample in `-ok` or `-fails` of a kind that has none of its own. */
export function scenesOf(isAll: boolean, main: typeof MAIN = MAIN): Scene[] {
  const samples = sampleTasks();
  const told = Object.values(main).map((each) => {
    const sample = samples.find(({ id }) => id === each.task);
    if (!sample) throw new Error(`There is no sample task ${each.task}.`);
    return sceneOf(sample, each);
  });
  const rest = samples.filter(({ kind, id }) => !main[kind] && /-(ok|fails)$/.test(id));
  return isAll ? [...told, ...rest.map((sample) => sceneOf(sample))] : told;
}

/** The kinds that only `--all` shows. */
export function hiddenKinds(): Kind[] {
  return kinds.filter((kind) => !MAIN[kind]);
}

function sceneOf(sample: TaskScript, told?: Told): Scene {
  const { kind, id, instanceId, region } = sample;
  const { words, operations } = serviceOf(kind);
  const status = sample.steps.at(-1)?.status ?? '';
  const isGood = status === words.success;
  const isVolcengine = operations.some(({ cloud }) => cloud === 'volcengine');
  const inputs = {
    provider: kind,
    'task-id': id,
    ...(instanceId && { 'instance-id': instanceId }),
    region: region ?? (isVolcengine ? 'cn-beijing' : 'cn-hangzhou'),
    ...told?.with,
  };
  return {
    title: told?.title ?? `${kind}: ${id}`,
    task: id,
    with: Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== '')),
    expected: {
      exitCode: isGood ? 0 : 1,
      outputs: { state: isGood ? 'succeeded' : 'failed', status, ...told?.outputs },
    },
  };
}
