import { type Environment, type Ran, startAction } from './action.ts';
import { cloudWith, task } from './cloud.ts';

/** What this machine does not let a step do: where its files cannot be written, or nobody reads its log. */
export interface LocalRow {
  name: string;
  description: string;
  env: Environment;
  /** True where the reader of the log goes away at once. */
  isUnread?: true;
}

const FULL = '/dev/full';

export const localRows: readonly LocalRow[] = [
  {
    name: 'outputs: no folder',
    description: '`GITHUB_OUTPUT` lies in a folder that is missing',
    env: { GITHUB_OUTPUT: '/nonexistent/file' },
  },
  {
    name: 'outputs: a folder',
    description: '`GITHUB_OUTPUT` is a folder',
    env: { GITHUB_OUTPUT: '/' },
  },
  {
    name: 'outputs: full disk',
    description: '`GITHUB_OUTPUT` lies on a full disk',
    env: { GITHUB_OUTPUT: FULL },
  },
  {
    name: 'state: full disk',
    description: '`GITHUB_STATE`, from which `post` knows what it owes',
    env: { GITHUB_STATE: FULL },
  },
  {
    name: 'summary: full disk',
    description: '`GITHUB_STEP_SUMMARY`',
    env: { GITHUB_STEP_SUMMARY: FULL },
  },
  {
    name: 'everything: full disk',
    description: 'all three of them',
    env: { GITHUB_OUTPUT: FULL, GITHUB_STATE: FULL, GITHUB_STEP_SUMMARY: FULL },
  },
  {
    name: 'closed log',
    description: 'whoever reads the log goes away at once',
    env: {},
    isUnread: true,
  },
];

/** What a step came to under a local fault, of a task that succeeds and of one that fails. */
export interface LocalCell {
  row: LocalRow;
  success: Ran;
  failed: Ran;
}

/** It has an API to cancel tasks, for which state is saved. */
const KIND = 'alibaba-ecs-image-pipeline';

/** Runs the committed bundle, since the files of a runner and the log are the process's own. */
export async function runLocalRows(): Promise<LocalCell[]> {
  const cells: LocalCell[] = [];
  for (const row of localRows) {
    const [success, failed] = await Promise.all([
      runUnder(row, 'success'),
      runUnder(row, 'failed'),
    ]);
    cells.push({ row, success, failed });
  }
  return cells;
}

async function runUnder({ env, isUnread }: LocalRow, word: 'success' | 'failed'): Promise<Ran> {
  await using cloud = await cloudWith([task(KIND, word)]);
  const running = startAction(cloud.inputs(KIND, { 'on-cancel': 'cancel' }), env);
  if (isUnread) running.log.destroy();
  return await running.done;
}
