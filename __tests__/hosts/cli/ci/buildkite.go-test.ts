/**
 * The agent of Buildkite runs a job with the command line in it: `npm run test:cli`. Its `bootstrap` needs no server, and
 * what the command tells its server goes to one of this test. It is built from the Go module proxy; only without Go is it
 * skipped. The version is the newest of those whose modules are all there; `redactor add` came later.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Emulator, sampleTasks, startEmulator } from '../../../../emulator/index.ts';
import { buildkiteParser } from '../../../support/ci/parsers.ts';

const AGENT = 'github.com/buildkite/agent/v3@v3.45.0';
/** Go's own place too, where no profile has put it into the PATH. */
const PATH = [process.env.PATH, '/usr/local/go/bin'].join(delimiter);
const cli = fileURLToPath(new URL('../../../../dist/cli.js', import.meta.url));

const hasGo = () => {
  try {
    execFileSync('go', ['version'], { env: { ...process.env, PATH }, stdio: 'ignore' });
    return true;
  } catch {
    console.error('SKIPPED: no Go here, so Buildkite has not been tried with its own agent.');
    return false;
  }
};

const home = mkdtempSync(join(tmpdir(), 'buildkite-'));
const bin = join(home, 'bin');

/** What the command told the server. */
let told: { url: string; body: Record<string, string> }[] = [];
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => {
    text += part;
  });
  request.on('end', () => {
    told.push({ url: request.url ?? '', body: JSON.parse(text) });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
let emulator: Emulator;

/** Runs the command line as the command of a job; gives the job's log and how it ended. */
function job(...typed: string[]): Promise<{ log: string; code: number }> {
  const { port } = server.address() as AddressInfo;
  const env = {
    HOME: home,
    PATH: [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    BUILDKITE: 'true',
    BUILDKITE_JOB_ID: 'job-1',
    BUILDKITE_AGENT_ACCESS_TOKEN: 'token-of-the-job',
    BUILDKITE_AGENT_ENDPOINT: `http://127.0.0.1:${port}/v3`,
    BUILDKITE_AGENT_NAME: 'agent',
    BUILDKITE_ORGANIZATION_SLUG: 'org',
    BUILDKITE_PIPELINE_SLUG: 'pipeline',
    BUILDKITE_PIPELINE_PROVIDER: 'git',
    BUILDKITE_REPO: 'https://git.example/repo.git',
    BUILDKITE_COMMIT: 'HEAD',
    BUILDKITE_BRANCH: 'main',
    BUILDKITE_BIN_PATH: bin,
    BUILDKITE_BUILD_PATH: join(home, 'builds'),
    BUILDKITE_COMMAND: ['exec', 'node', cli, ...typed, '--endpoint', emulator.url].join(' '),
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'emulator-access-key-secret',
  };
  const args = ['bootstrap', '--phases', 'command', '--pty', '--command-eval'];
  return new Promise((resolve) => {
    const options = { env, timeout: 60_000, encoding: 'utf8' } as const;
    execFile(join(bin, 'buildkite-agent'), args, options, (error, stdout, stderr) => {
      resolve({ log: `${stdout}${stderr}`, code: error ? Number(error.code) : 0 });
    });
  });
}

(hasGo() ? describe : describe.skip)('a job of Buildkite', () => {
  beforeAll(async () => {
    mkdirSync(bin);
    const env = { ...process.env, PATH, GOBIN: bin };
    execFileSync('go', ['install', AGENT], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('mv', [join(bin, 'agent'), join(bin, 'buildkite-agent')]);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    emulator = await startEmulator({ tasks: sampleTasks(), speed: 20 });
  }, 600_000);
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await emulator.close();
    rmSync(home, { recursive: true, force: true });
  });

  const where = ['--region', 'cn-hangzhou', '--timeout', '1m', '--poll-interval', '1s'];
  const metaData = () =>
    Object.fromEntries(
      told
        .filter(({ url }) => url === '/v3/jobs/job-1/data/set')
        .map(({ body }) => [body.key, body.value]),
    );
  const annotation = () => told.find(({ url }) => url === '/v3/jobs/job-1/annotations')?.body;

  test('that succeeds hands its results on, and is annotated', async () => {
    told = [];
    const { log, code } = await job('alibaba-ecs-image-pipeline', 'exec-ok', ...where);
    expect([code, log]).toEqual([0, expect.stringContaining('exec-ok succeeded after')]);
    // What it prints for a terminal is not for this one: the log is a CI's.
    expect(log).not.toContain('\u001b[?25l');
    expect(metaData()).toMatchObject({
      'cloud-task-state': 'succeeded',
      'cloud-task-image-id': 'm-sample',
      'cloud-task-tasks': expect.stringContaining('"id":"exec-ok"'),
    });
    expect(annotation()).toMatchObject({
      style: 'success',
      context: 'cloud-task-job-1',
      append: true,
    });
    expect(annotation()?.body).toContain('succeeded');
  });

  test('that fails is red, with its group open and the reasons folded', async () => {
    told = [];
    const { log, code } = await job('alibaba-ecs-image-pipeline', 'exec-fails', ...where);
    expect([code, log]).toEqual([1, expect.stringContaining('BuildCommandFailed')]);
    const found = buildkiteParser(log.replaceAll('\r\n', '\n')).map(({ name, data }) => [
      name,
      data,
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['^^^', ''],
        ['---', 'exec-fails: Execution'],
      ]),
    );
    expect(metaData()).toMatchObject({ 'cloud-task-state': 'failed' });
    expect(annotation()).toMatchObject({ style: 'error' });
  });

  test('that finds nothing ends as the command does', async () => {
    const { log, code } = await job(
      'alibaba-ecs-image-pipeline',
      'none',
      ...where,
      '--mode',
      'check',
    );
    expect([code, log]).toEqual([4, expect.stringContaining('not found')]);
  });
});
