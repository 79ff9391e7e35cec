import { expect, test } from '@jest/globals';
import { type CiName, ciNames, type Trial, tryInCi } from '../../../support/ci/run.ts';
import { answer } from '../../../support/world.ts';

// Every end of a wait on every host: the exit code is the command's, whatever the CI.

const KEYS_GONE = { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' };
const says = (...statuses: string[]) =>
  statuses.map((status, index) => ({ at: index * 30, status }));
const refused = (Code: string) => () => async () => answer({ Code, Message: 'no' }, 403);

const ENDS: readonly [title: string, code: number, state: string, trial: Trial][] = [
  ['succeeded', 0, 'succeeded', { steps: says('BUILDING', 'SUCCESS') }],
  ['partial', 1, 'partial', { steps: says('PARTITION_SUCCESS') }],
  [
    'partial that is accepted',
    0,
    'partial',
    { steps: says('PARTITION_SUCCESS'), typed: ['--accept-partial'] },
  ],
  ['failed', 1, 'failed', { steps: says('FAILED') }],
  ['canceled', 1, 'canceled', { steps: says('CANCELLED') }],
  ['a check while it runs', 3, 'running', { steps: says('BUILDING'), typed: ['--mode', 'check'] }],
  [
    'a check before it runs',
    3,
    'pending',
    { steps: says('PREPARING'), typed: ['--mode', 'check'] },
  ],
  [
    'a check of what has ended',
    0,
    'succeeded',
    { steps: says('SUCCESS'), typed: ['--mode', 'check'] },
  ],
  ['a word that nobody knows', 124, 'timed-out', { steps: says('BUILDING'), through: strangeWord }],
  ['not found', 4, 'not-found', { steps: says('SUCCESS'), id: 't-2' }],
  ['timed out', 124, 'timed-out', { steps: says('BUILDING'), typed: ['--timeout', '5s'] }],
  ['no permission', 5, 'error', { steps: says('BUILDING'), through: refused('Forbidden.RAM') }],
  [
    'refused credentials',
    5,
    'error',
    { steps: says('BUILDING'), through: refused('InvalidAccessKeyId.NotFound') },
  ],
  ['wrong inputs', 2, 'error', { steps: says('BUILDING'), typed: ['--timeout', '60'] }],
  [
    'a flag that does not exist',
    2,
    'error',
    { steps: says('BUILDING'), typed: ['--timeot', '60s'] },
  ],
  ['no credentials', 2, 'error', { steps: says('BUILDING'), env: KEYS_GONE }],
  [
    'SIGINT',
    130,
    'interrupted',
    { steps: says('BUILDING'), stop: { afterMs: 3_000, by: 'SIGINT' } },
  ],
  [
    'SIGTERM',
    143,
    'interrupted',
    { steps: says('BUILDING'), stop: { afterMs: 3_000, by: 'SIGTERM' } },
  ],
];

const matrix = ciNames.flatMap((ci) => ENDS.map((end): [CiName, ...typeof end] => [ci, ...end]));

test.each(matrix)('on %s, %s exits %d', async (ci, _, code, state, trial) => {
  const job = await tryInCi(ci, trial);
  expect([job.outcome.state, job.exitCode]).toEqual([state, code]);
  // The result is there on every end, and one line of errors where it is none.
  expect(job.stdout).toMatch(new RegExp(`^state: ${state}\n`));
  if (ci === 'github') expect(job.files.output).toContain(`\n${state}\n`);
  if (ci === 'azure') {
    expect(job.stderr).toContain(`##vso[task.setvariable variable=state;isOutput=true]${state}\n`);
  }
});

/** A cloud that has a word of its own for what it does. */
function strangeWord(http: Parameters<NonNullable<Trial['through']>>[0]): typeof http {
  return async (request, signal) => {
    const response = await http(request, signal);
    return { ...response, body: response.body.replaceAll('"BUILDING"', '"DREAMING"') };
  };
}
