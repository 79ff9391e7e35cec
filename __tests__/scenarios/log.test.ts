import { describe, expect, test } from '@jest/globals';
import type { TaskScript } from '../../emulator/index.ts';
import { type Inputs, runAction } from './support/action.ts';
import { type Cloud, cloudWith, task } from './support/cloud.ts';
import { seen } from './support/seen.ts';

// Each snapshot is everything that a step printed, handed on and sent: nothing is logged that no test saw.

const eci = 'alibaba-eci-commit';
const ecs = 'alibaba-ecs-image-pipeline';
const cr = 'alibaba-cr-artifact-build';

async function snapshotOf(
  cloud: Cloud,
  kind: typeof eci | typeof ecs | typeof cr,
  more: Inputs = {},
) {
  return seen(await runAction(cloud.inputs(kind, more)), cloud);
}

describe('the whole of what a step says', () => {
  test('a success with phases and progress', async () => {
    const steps = [
      { at: 0, status: 'Running', progress: 0, phase: 'PullBaseImage', message: 'Pull base image' },
      { at: 0, status: 'Running', progress: 75, phase: 'PushCommittedImage', message: 'Push' },
      { at: 0, status: 'Succeeded', progress: 100, message: 'Image pushed' },
    ];
    const reached = (count: number): TaskScript => ({
      kind: eci,
      id: 't-1',
      steps: steps.slice(0, count),
    });
    await using cloud = await cloudWith([reached(1)]);
    const text = snapshotOf(cloud, eci);
    for (const look of [1, 2]) {
      await cloud.after('DescribeCommitContainerTask', look, [reached(look + 1)]);
    }
    expect(await text).toMatchSnapshot();
  });

  test('a failure with its reason', async () => {
    const failure = {
      at: 0,
      status: 'FAILED',
      message: 'Build command exited with 1',
      errorCode: 'BuildCommandFailed',
      errorInfo: 'RUN apt-get install: exit status 1',
    };
    await using cloud = await cloudWith([task(ecs, failure)]);
    expect(await snapshotOf(cloud, ecs)).toMatchSnapshot();
  });

  test('trouble, recovery and an image', async () => {
    const faults = [{ fault: 'bad-gateway-html', from: 2, count: 3, kind: cr } as const];
    const steps = [
      { at: 0, status: 'BUILDING' },
      { at: 3, status: 'SUCCESS', targetRepoId: 'crr-web', targetTag: 'v1' },
    ];
    await using cloud = await cloudWith([{ kind: cr, id: 't-1', steps }], { faults });
    expect(await snapshotOf(cloud, cr)).toMatchSnapshot();
  });

  test('inputs that are wrong', async () => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const inputs = { timeout: '60', mode: 'look', 'instance-id': 'cri-1' };
    expect(await snapshotOf(cloud, eci, inputs)).toMatchSnapshot();
  });
});

describe("a cloud's text is no command", () => {
  const spells = [
    '::error::x',
    '##[group]x',
    '\n::set-output name=state::x',
    '\r::add-mask::a',
    '\u2028::warning::x',
  ];
  test.concurrent.each(spells)('%j', async (spell) => {
    const failure = { at: 0, status: 'FAILED', message: spell, errorCode: spell, errorInfo: spell };
    await using cloud = await cloudWith([task(ecs, failure)]);
    const ran = await runAction(cloud.inputs(ecs));
    const commands = ran.stdout.split(/[\n\r\u2028]/).filter((line) => /^\s*::/.test(line));
    expect(
      commands.filter(
        (line) =>
          !/^::(add-mask::emulator|error title=The task failed::|group::t-1: Execution$|endgroup::$)/.test(
            line,
          ),
      ),
    ).toEqual([]);
    expect(ran.stdout).not.toContain('##[');
    expect(ran.errors).toHaveLength(1);
    expect(ran.outputs.state).toBe('failed');
    expect(ran.summary).not.toContain('##[');
  });

  test.concurrent('nor is the word that it calls a state', async () => {
    const word = '</td><img src=x> | `x` ::error::x';
    await using cloud = await cloudWith([task(eci, { at: 0, status: word }, { anyStatus: true })]);
    const ran = await runAction(cloud.inputs(eci, { timeout: '1s' }));
    expect(ran.outputs).toMatchObject({ state: 'timed-out', status: word });
    // What stands in a code block is shown as it is.
    expect(ran.summary.replaceAll(/^```text$.*?^```$/gms, '')).not.toContain('<img');
    expect(ran.errors).toHaveLength(1);
  });
});
