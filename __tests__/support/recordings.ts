import {
  type FaultName,
  type Kind,
  kinds,
  type Step,
  startEmulator,
  type TaskScript,
} from '../../emulator/index.ts';
import type { HttpResponse } from '../../src/model/world.ts';
import { createHttp } from '../../src/network/http.ts';
import { CONTRACT, PARENT_KINDS, wordFor } from './contract.ts';
import { type Asked, type Played, play, questionOf } from './plays.ts';
import { networkedWorld } from './world.ts';

/** What a wait asks for, and what the emulator's cloud holds. */
export interface Scene {
  name: string;
  kind: Kind;
  ids: readonly string[];
  parents: readonly string[];
  tasks: readonly TaskScript[];
  fault?: FaultName;
}

/** The answers of one look, with the look-ups after it, by what was asked. */
export interface Recording extends Scene {
  answers: ReadonlyMap<string, HttpResponse>;
  /** What they come to as they are. */
  played: Played;
}

/** One look at the emulator, recorded. */
export async function record(scene: Scene): Promise<Recording> {
  const answers = new Map<string, HttpResponse>();
  const played = await playLive(scene, (question, response) => {
    answers.set(question, response);
    return response;
  });
  return { ...scene, answers, played };
}

/** A wait for what an emulator plays, whose answers `edit` may change on their way. */
export async function playLive(
  scene: Scene,
  edit: (question: string, response: HttpResponse) => HttpResponse,
  change: Partial<Asked> = {},
): Promise<Played> {
  const { http, close } = createHttp({});
  const world = networkedWorld(http);
  const emulator = await startEmulator({
    now: () => world.clock.now(),
    tasks: [...scene.tasks],
    faults: scene.fault ? [{ fault: scene.fault }] : [],
  });
  try {
    const asked = { ...scene, ...change };
    return await play(asked, world.clock, emulator.url, async (request, signal) =>
      edit(questionOf(request), await world.http(request, signal)),
    );
  } finally {
    await close();
    await emulator.close();
  }
}

/** A step that says all that a step of any kind can say. */
const RICH: Omit<Step, 'at' | 'status'> = {
  progress: 60,
  message: 'pushing layers',
  phase: 'PushLayers',
  imageId: 'm-1',
  targetRepoId: 'crr-web',
  targetTag: 'v1',
  resources: [
    { data: 'i-1', status: 'success' },
    { data: 'i-2', status: 'success' },
  ],
  events: [{ level: 'Warning', reason: 'Slow', message: 'the disk is slow' }],
};

const DAY = Date.parse('2026-11-20T00:00:00Z');

/** A task that says `status`, richly; of a failure it has a reason. */
export function taskSaying(
  kind: Kind,
  id: string,
  status: string,
  more: Partial<TaskScript> = {},
): TaskScript {
  const isBad = /fail/i.test(status);
  const reason = isBad ? { errorCode: 'E.1', errorInfo: 'no disk' } : {};
  const steps = [
    { at: 0, status: wordFor(kind, 'running'), phase: 'PullLayers', progress: 20 },
    { at: 60, ...RICH, status, ...reason },
  ];
  const log = ['layer 1', 'layer 2'];
  // Of an ECS import the resource is the image.
  return {
    kind,
    id,
    parent: 'm-1',
    type: CONTRACT[kind].taskType ?? '',
    createdAt: DAY,
    steps,
    log,
    ...more,
  };
}

const STATES = ['succeeded', 'running', 'failed', 'canceled', 'partial'] as const;
type State = (typeof STATES)[number];

/** One task that is at what `state` says. */
export function sceneOf(kind: Kind, state: State): Scene {
  const tasks = [taskSaying(kind, 't-1', wordFor(kind, state))];
  return { name: `${kind}: ${state}`, kind, ids: ['t-1'], parents: [], tasks };
}

/** Several tasks, whose ids differ in one letter. */
function several(kind: Kind, ...states: State[]): Scene {
  const tasks = states.map((state, index) =>
    taskSaying(kind, `t-${index + 1}`, wordFor(kind, state)),
  );
  const name = `${kind}: ${states.join(', ')}`;
  return { name, kind, ids: tasks.map(({ id }) => id), parents: [], tasks };
}

/** Tasks of one parent, a day apart, the last one being the newest. */
export function family(kind: Kind, ...states: State[]): Scene {
  const tasks = states.map((state, index) =>
    taskSaying(kind, `t-${index + 1}`, wordFor(kind, state), {
      createdAt: DAY + index * 86_400_000,
    }),
  );
  return {
    name: `${kind}, by parent: ${states.join(', ')}`,
    kind,
    ids: [],
    parents: ['m-1'],
    tasks,
  };
}

/** A task that has succeeded, and an answer that does not simply say so. */
function faulty(kind: Kind, fault: FaultName): Scene {
  const scene = sceneOf(kind, 'succeeded');
  return { ...scene, name: `${scene.name}, ${fault}`, fault };
}

const REFUSALS: readonly FaultName[] = [
  ...(['access-denied', 'throttled', 'account-flow-limit', 'internal-error'] as const),
  ...([
    'error-in-200',
    'unknown-api',
    'token-expired',
    'extra-entries',
    'entries-disagree',
  ] as const),
];

/** ACK has no word for it: a success with a result that failed. */
const PARTIAL_OF_ACK: Scene = {
  ...sceneOf('alibaba-ack-task', 'succeeded'),
  name: 'alibaba-ack-task: partial',
  tasks: [
    taskSaying('alibaba-ack-task', 't-1', 'success', {
      extra: { task_result: [{ data: 'i-1', status: 'failed' }] },
    }),
  ],
};

/** Tasks that have succeeded, in all the ways in which they are asked for. */
export const SUCCESSES: readonly Scene[] = [
  ...kinds.flatMap((kind) => [
    sceneOf(kind, 'succeeded'),
    several(kind, 'succeeded', 'succeeded'),
    faulty(kind, 'extra-entries'),
  ]),
  ...PARENT_KINDS.flatMap((kind) => [
    family(kind, 'succeeded'),
    family(kind, 'failed', 'succeeded'),
  ]),
];

/** Every other state, and refusals beside a task that succeeded. */
export const OTHERS: readonly Scene[] = [
  ...kinds.flatMap((kind) => [
    ...STATES.filter((state) => state !== 'succeeded' && wordFor(kind, state) !== '').map((state) =>
      sceneOf(kind, state),
    ),
    several(kind, 'succeeded', 'running'),
    several(kind, 'succeeded', 'failed'),
    ...REFUSALS.map((fault) => faulty(kind, fault)),
  ]),
  PARTIAL_OF_ACK,
  ...PARENT_KINDS.map((kind) => family(kind, 'succeeded', 'running')),
];
