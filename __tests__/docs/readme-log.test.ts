import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { TaskScript } from '../../emulator/index.ts';
import { tell } from '../support/stories.ts';
import { codeBlocks, readPage } from './markdown.ts';

const [workflow, log] = codeBlocks(readPage('README.md'));

/** What the task of the README's workflow does. */
const task: TaskScript = {
  kind: 'alibaba-ecs-image-pipeline',
  id: 'exec-5fb8facb8ed7427c',
  steps: [
    { at: 0, status: 'PREPARING', message: 'Create intermediate instance' },
    { at: 35, status: 'BUILDING', message: 'Run build commands' },
    { at: 250, status: 'DISTRIBUTING', message: 'Copy image', imageId: 'm-bp67acfmxazb4p8t2k3d' },
    { at: 335, status: 'SUCCESS', imageId: 'm-bp67acfmxazb4p8t2k3d' },
  ],
};

test("the README shows what its workflow prints, and the step's own inputs are enough", async () => {
  const { env, jobs } = parse(workflow?.text ?? '');
  const [job] = Object.values<{ steps: { uses?: string; with?: Record<string, string> }[] }>(jobs);
  const step = job?.steps.find(({ uses }) => uses?.startsWith('OWNER/'));
  const inputs = { ...step?.with, region: env.ALIBABA_CLOUD_REGION_ID, 'task-id': task.id };
  const told = await tell({ tasks: [task], inputs });
  expect(log).toEqual({ language: 'text', text: `${told.log.join('\n')}\n` });
});
