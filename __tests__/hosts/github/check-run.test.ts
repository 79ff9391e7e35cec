import { describe, expect, test } from '@jest/globals';
import { startEmulator, type TaskScript } from '../../../emulator/index.ts';
import { createCheckRun } from '../../../src/hosts/github/check-run.ts';
import { NO_COURSE } from '../../../src/render/course.ts';
import { problemsOfBody, runInJob, startGitHub } from '../../support/github.ts';
import { GOOD, readAll } from '../../support/inputs.ts';
import { report, snapshot, task } from '../../support/outcomes.ts';
import { testWorld } from '../../support/world.ts';

const inputs = {
  provider: 'alibaba-cr-artifact-build',
  'task-id': 'i2a-1',
  'instance-id': 'cri-1',
  region: 'cn-hangzhou',
  'access-key-id': 'emulator-access-key-id',
  'access-key-secret': 'emulator-access-key-secret',
  'github-token': 'ghs_token-of-the-job',
  'poll-interval': '1s',
};
const build = (status: string): TaskScript => ({
  kind: 'alibaba-cr-artifact-build',
  id: 'i2a-1',
  steps: [
    { at: 0, status: 'BUILDING' },
    { at: 0.5, status, targetRepoId: 'crr-web', targetTag: 'v1' },
  ],
});

describe('the real bundle in a job', () => {
  async function run(
    status: string,
    { prefix = '', answer = 0, event = {}, denied = [] as string[] } = {},
  ) {
    const emulator = await startEmulator({ tasks: [build(status)], denied });
    using github = await startGitHub(prefix, answer);
    const all = { ...inputs, endpoint: emulator.url };
    const left = await runInJob(all, event, { GITHUB_API_URL: github.url });
    await emulator.close();
    return { ...left, requests: github.requests };
  }

  test('creates a check run and completes it, both as GitHub describes it', async () => {
    const { code, requests, summary } = await run('SUCCESS');
    expect(code).toBe(0);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /repos/octo/shop/check-runs',
      'PATCH /repos/octo/shop/check-runs/4711',
    ]);
    const [created, completed] = requests;
    expect(problemsOfBody('create', created?.body)).toEqual([]);
    expect(problemsOfBody('update', completed?.body)).toEqual([]);
    expect(created?.authorization).toBe('token ghs_token-of-the-job');
    expect(created?.body).toMatchObject({ head_sha: 'a'.repeat(40), status: 'in_progress' });
    expect(completed?.body).toMatchObject({
      status: 'completed',
      conclusion: 'success',
      output: { title: 'i2a-1 succeeded', summary },
    });
  });

  test("stands on the pull request's head commit, on GitHub Enterprise Server too", async () => {
    const event = { pull_request: { head: { sha: 'b'.repeat(40) } } };
    const { requests } = await run('FAILED', { prefix: '/api/v3', event });
    expect(requests.map(({ path }) => path)).toEqual([
      '/api/v3/repos/octo/shop/check-runs',
      '/api/v3/repos/octo/shop/check-runs/4711',
    ]);
    expect(requests[0]?.body).toMatchObject({ head_sha: 'b'.repeat(40) });
    expect(requests[1]?.body).toMatchObject({ conclusion: 'failure' });
  });

  test('that may write no checks warns once and goes on', async () => {
    const { code, log, requests } = await run('SUCCESS', { answer: 403 });
    expect(code).toBe(0);
    expect(log.match(/^::warning/gm)).toHaveLength(1);
    expect(log).toMatch(/::warning title=Check run::.*`checks: write`/);
    expect(requests).toHaveLength(1);
  });

  test('declares the image with its digest, or says why it does not', async () => {
    const { artifacts } = await run('SUCCESS');
    expect(artifacts).toMatch(
      /^oci:\/\/1-registry\.cn-hangzhou\.cr\.aliyuncs\.com\/emulated\/web@sha256:[0-9a-f]{64}\n$/,
    );
    const without = await run('SUCCESS', { denied: ['cr:GetRepoTag'] });
    expect(without.artifacts).toBe('');
    expect(without.log).toMatch(/::warning title=Result not looked up::.*Grant cr:GetRepoTag/);
    expect([without.code, without.summary]).toEqual([0, expect.stringContaining('emulated')]);
  });
});

describe('updates', () => {
  function start(fails: { create?: Error; update?: Error } = {}) {
    const world = testWorld();
    const sent: unknown[] = [];
    const warnings: string[] = [];
    const checkRun = createCheckRun({ token: 'ghs_token', name: 'image' }, world, async () => ({
      async create(body) {
        if (fails.create) throw fails.create;
        sent.push({ ...body, head_sha: 'c'.repeat(40) });
      },
      async update(body) {
        if (fails.update) throw fails.update;
        sent.push(body);
      },
    }));
    const { target, acceptPartial } = report();
    if (target) {
      const warn = (text: string) => void warnings.push(text);
      checkRun.begin({ target, acceptPartial }, warn, readAll(GOOD).inputs);
    }
    const look = (state: 'running' | 'pending', isChanged: boolean) => {
      const tasks = [task('exec-1', state)];
      const eta = { likelyMs: 90_000, atMostMs: 172_000, leftMs: 3_000_000 };
      checkRun.update(snapshot({ tasks, changed: isChanged ? tasks : [], eta }), NO_COURSE);
    };
    return { world, sent, warnings, checkRun, look };
  }

  test('come on change, at most every 15 s, and none is lost', async () => {
    const { world, sent, checkRun, look } = start();
    await world.clock.sleep(1_000);
    look('pending', true);
    await world.clock.sleep(10_000);
    look('running', true);
    expect(sent).toHaveLength(1);
    await world.clock.sleep(4_000);
    look('running', false);
    await world.clock.sleep(20_000);
    look('running', false);
    await checkRun.complete(report());
    expect(sent).toHaveLength(3);
    expect(sent[1]).toMatchObject({
      output: { title: 'exec-1 running', summary: expect.stringContaining('1m 30s to go') },
    });
    expect(sent[2]).toMatchObject({ status: 'completed', conclusion: 'failure' });
    const operations = ['create', 'update', 'update'] as const;
    expect(operations.flatMap((name, index) => problemsOfBody(name, sent[index]))).toEqual([]);
  });

  test('that fail are one warning, and do not keep the end from being told', async () => {
    const fails: { update?: Error } = { update: new Error('502.') };
    const { world, sent, warnings, checkRun, look } = start(fails);
    for (let round = 0; round < 3; round += 1) {
      await world.clock.sleep(16_000);
      look('running', true);
    }
    await world.clock.sleep(1);
    delete fails.update;
    await checkRun.complete(report());
    expect(warnings).toEqual([expect.stringContaining('502.')]);
    expect(sent).toHaveLength(2);
  });

  test('of ten thousand tasks stay within what GitHub takes', async () => {
    const { sent, checkRun } = start();
    const message = '😀<'.repeat(200);
    const tasks = Array.from({ length: 10_000 }, (_, i) => task(`t-${i}`, 'failed', { message }));
    await checkRun.complete(report({ tasks }));
    expect(problemsOfBody('update', sent[1])).toEqual([]);
    expect(JSON.stringify(sent[1])).toContain('the output `tasks` has them all.');
  });
});
