import { expect, test } from '@jest/globals';
import { gitlabParser } from '../../../support/ci/parsers.ts';
import { tryInCi, waitInCi } from '../../../support/ci/run.ts';
import { EPOCH } from '../../../support/clock.ts';

const clear = '\u001b[0K';

test('folds what a cloud says of a failure into a section that opens and closes under one name', async () => {
  const { stderr } = await waitInCi('gitlab', 'alibaba-cr-artifact-build', 'failed');
  const seconds = Math.floor(EPOCH / 1_000);
  const [, name] = /section_start:\d+:(cloud_task_[\w.-]+)\[/.exec(stderr) ?? [];
  expect(stderr).toContain(
    `${clear}section_start:${seconds}:${name}[collapsed=true]\r${clear}t-1: Build log, 2 lines\na line\nanother\n${clear}section_end:${seconds}:${name}\r${clear}\n`,
  );
  expect(gitlabParser(stderr)).toMatchObject([
    { name: 'section_start', data: `${name}[collapsed=true]` },
    { name: 'section_end', data: name },
  ]);
});

test('colours what went wrong, which its log shows, unless nobody wants that', async () => {
  const steps = [{ at: 0, status: 'FAILED' }];
  const red = '\u001b[31merror: t-1 failed';
  expect((await tryInCi('gitlab', { steps })).stderr).toContain(red);
  const env = { NO_COLOR: '1' };
  expect((await tryInCi('gitlab', { steps, env })).stderr).not.toContain('\u001b[31m');
});

test('says who stops a job', async () => {
  const stop = { afterMs: 3_000, by: 'SIGTERM' } as const;
  const { stderr } = await tryInCi('gitlab', { steps: [{ at: 0, status: 'BUILDING' }], stop });
  expect(stderr).toContain('The runner sent SIGTERM. The job was cancelled, or its time was up.');
});
