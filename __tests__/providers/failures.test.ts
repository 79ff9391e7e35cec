import { afterEach, describe, expect, test } from '@jest/globals';
import type { EmulatorOptions, Kind, Step, TaskScript } from '../../emulator/index.ts';
import { closeStages, stage } from '../support/connected.ts';
import { untouched } from '../support/world.ts';

afterEach(closeStages);

async function play(script: Omit<TaskScript, 'id'>, options: EmulatorOptions = {}) {
  const { provider, emulator } = await stage(script.kind, {
    tasks: [{ ...script, id: 't-1' }],
    ...options,
  });
  const [task] = await provider.ask(['t-1'], untouched());
  if (!task) throw new Error('the task is not listed');
  return { provider, emulator, task };
}

async function logOf(kind: Kind, steps: readonly Step[], log: readonly string[] = []) {
  const { provider, emulator, task } = await play({ kind, steps: [...steps], log: [...log] });
  const failureLog = await provider.failureLog?.(task, untouched());
  const pages = emulator.requests.filter(({ action }) => action === 'ListArtifactBuildTaskLog');
  return { ...failureLog, pages: pages.map(({ query }) => query.Page) };
}

describe('the log of a Container Registry build', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);
  const failed = [{ at: 0, status: 'FAILED' }];

  test.each<[number, string, string[], string, string]>([
    [1, 'Build log, 1 line', ['1'], 'line 1', 'line 1'],
    [50, 'Build log, 50 lines', ['1'], 'line 1', 'line 50'],
    [100, 'Build log, last 50 of 100 lines', ['1'], 'line 51', 'line 100'],
    [120, 'Build log, last 50 of 120 lines', ['1', '2'], 'line 71', 'line 120'],
    [320, 'Build log, last 50 of 320 lines', ['1', '4', '3'], 'line 271', 'line 320'],
    [360, 'Build log, last 50 of 360 lines', ['1', '4'], 'line 311', 'line 360'],
  ])('of %s lines is its end', async (count, title, pages, first, last) => {
    const log = await logOf('alibaba-cr-artifact-build', failed, lines(count));
    expect([log.title, log.pages, log.lines?.at(0), log.lines?.at(-1)]).toEqual([
      title,
      pages,
      first,
      last,
    ]);
  });

  test('that is empty has a note in its place', async () => {
    expect(await logOf('alibaba-cr-artifact-build', failed)).toMatchObject({
      lines: [],
      note: 'The build has left no log.',
    });
  });
});

test('of ECI the log is its phases with their messages', async () => {
  const { lines } = await logOf('alibaba-eci-commit', [
    { at: -9, status: 'Running', phase: 'PullBaseImage', message: 'pulled' },
    { at: 0, status: 'Failed', phase: 'PushCommittedImage', message: 'denied' },
  ]);
  expect(lines).toEqual([
    expect.stringMatching(/^\d{4}-\S+Z {2}PullBaseImage {2}Success {2}pulled$/),
    expect.stringMatching(/^\d{4}-\S+Z {2}PushCommittedImage {2}Failed {2}denied$/),
  ]);
});

test('of an image pipeline it is ErrorCode, ErrorInfo and Message', async () => {
  const failure = { errorCode: 'E1', errorInfo: 'a\nb', message: 'm' };
  const steps = [{ at: 0, status: 'FAILED', ...failure }];
  expect((await logOf('alibaba-ecs-image-pipeline', steps)).lines).toEqual([
    'ErrorCode: E1',
    'ErrorInfo: a',
    'b',
    'Message: m',
  ]);
});

test('of ACK it is the error, the failed stages and the last warnings', async () => {
  const warning = (message: string) => ({ level: 'Warning', reason: 'R', message });
  const events = [
    ...Array.from({ length: 30 }, (_, index) => warning(`w-${index}`)),
    { level: 'Normal', message: 'all is well' },
  ];
  const failure = { errorCode: 'E1', errorInfo: 'not ready', phase: 'Join', events };
  const { lines = [] } = await logOf('alibaba-ack-task', [{ at: 0, status: 'fail', ...failure }]);
  expect(lines.slice(0, 2)).toEqual(['error: E1: not ready', 'stage 1: fail']);
  expect(lines).toHaveLength(22);
  expect(lines.at(-1)).toMatch(/Z {2}Warning {2}R {2}w-29$/);
});

test('an event of ACK that is not as documented costs nothing but itself', async () => {
  const kind = 'alibaba-ack-task';
  const extra = { events: [7, { level: 'Warning', message: 'x', timestamp: 'soon' }] };
  const { task } = await play({ kind, steps: [{ at: 0, status: 'success' }], extra });
  expect(task.state).toBe('succeeded');
});

describe('the image of a pipeline', () => {
  const kind = 'alibaba-ecs-image-pipeline';
  async function check(step: Partial<Step>, denied: string[] = []) {
    const steps = [{ at: 0, status: 'SUCCESS', imageId: 'm-1', ...step }];
    const { provider, task } = await play({ kind, steps }, { denied });
    return provider.describeResult?.(task, untouched());
  }

  test('that is available needs no word', async () => {
    expect(await check({})).toEqual({});
  });

  test.each<[string, Partial<Step>, string[], string]>([
    ['is still being made', { imageStatus: 'Creating' }, [], 'm-1 is Creating, not yet Available.'],
    ['may not be looked at', {}, ['ecs:DescribeImages'], 'Grant ecs:DescribeImages'],
    ['is not listed', { imageStatus: 'Deprecated' }, [], 'does not list the image m-1'],
  ])('that %s is a warning', async (_, step, denied, warning) => {
    expect(await check(step, denied)).toEqual({ warning: expect.stringContaining(warning) });
  });
});
