/**
 * The vendor's own clients of the older signature: `npm run test:cli`, apart from `npm test` since a first build takes
 * more than a minute.
 *
 * The Go SDK, by which the `aliyun` command line signs and sends, is built from the Go module proxy; only without Go is
 * it skipped. The command line itself is no module that could be fetched: its metadata is a git submodule, which no
 * module holds. Where an `aliyun` is in the PATH, or named by ALIYUN_CLI, it is run too. To build one:
 *
 *     git clone --depth 1 --recurse-submodules https://github.com/aliyun/aliyun-cli
 *     cd aliyun-cli && go build -o aliyun ./main && export ALIYUN_CLI=$PWD/aliyun
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Emulator, sampleTasks, startEmulator } from '../../emulator/index.ts';

const source = fileURLToPath(new URL('go-client', import.meta.url));
/** Go's own place too, where no profile has put it into the PATH. */
const PATH = [process.env.PATH, '/usr/local/go/bin'].join(delimiter);
const aliyun = process.env.ALIYUN_CLI ?? 'aliyun';

const runs = (command: string, ...args: string[]) => {
  try {
    execFileSync(command, args, { env: { ...process.env, PATH }, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
/** Skipped for want of a program alone: the head of this file says how to get it. */
const whereThereIs = (isThere: boolean) => (isThere ? describe : describe.skip);

let emulator: Emulator;
beforeEach(async () => {
  // The command line looks every two seconds, and is to see a sample run before it sees it end.
  emulator = await startEmulator({ tasks: sampleTasks(), speed: 10 });
});
afterEach(() => emulator.close());

const home = mkdtempSync(join(tmpdir(), 'v1-clients-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs a client with the emulator's keys and a home of its own; gives what it printed, or what went wrong. */
async function client(command: string, args: string[], secret = 'emulator-access-key-secret') {
  const env = {
    PATH,
    HOME: home,
    NO_PROXY: '127.0.0.1',
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
    ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
  };
  const { stdout } = await promisify(execFile)(command, args, { env, timeout: 60_000 });
  return stdout;
}

const host = () => new URL(emulator.url).host;

whereThereIs(runs('go', 'version'))("the vendor's Go SDK", () => {
  const binary = join(home, 'go-client');
  beforeAll(() => {
    execFileSync('go', ['build', '-o', binary, '.'], {
      cwd: source,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }, 600_000);
  const sdk = (args: string[], secret?: string) => client(binary, [host(), ...args], secret);
  const eci = ['Eci', '2018-08-08', 'DescribeCommitContainerTask'];

  test.each([
    ['RPC, query', [...eci, 'POST', 'RegionId=cn-hangzhou', 'TaskId.1=t-eci-ok'], 't-eci-ok'],
    ['RPC, form', [...eci, 'POST', 'RegionId=cn-hangzhou', '+TaskId.1=t-eci-ok'], 't-eci-ok'],
    [
      'RPC, a start',
      [
        ...['Eci', '2018-08-08', 'CommitContainer', 'POST', 'RegionId=cn-hangzhou'],
        ...['ContainerGroupId=eci-1', '+ContainerName=worker0'],
      ],
      'TaskId',
    ],
    [
      'RPC, GET',
      [
        'cr',
        '2018-12-01',
        'GetArtifactBuildTask',
        'GET',
        'InstanceId=cri-sample',
        'BuildTaskId=i2a-ok',
      ],
      'i2a-ok',
    ],
    ['ROA', ['CS', '2015-12-15', 'DescribeTaskInfo', 'GET', '/tasks/T-ack-ok'], 'T-ack-ok'],
    [
      'ROA with a query',
      ['CS', '2015-12-15', 'DescribeTaskInfo', 'GET', '/tasks/T-ack-ok', "b=x (y)*~!'é&", 'a='],
      'T-ack-ok',
    ],
  ])('is answered: %s', async (_, args, id) => {
    expect(await sdk(args)).toContain(`"${id}"`);
  });

  test('is refused with a wrong secret', async () => {
    const ack = ['CS', '2015-12-15', 'DescribeTaskInfo', 'GET', '/tasks/T-ack-ok'];
    for (const args of [[...eci, 'POST', 'RegionId=cn-hangzhou'], ack]) {
      // What the SDK says when its own text to sign is not the server's.
      await expect(sdk(args, 'wrong')).rejects.toThrow(/SignatureDoesNotMatch/);
    }
  });
});

whereThereIs(runs(aliyun, 'version'))('the aliyun command line', () => {
  const waits = (expr: string, to: string) => [
    '--waiter',
    `expr=${expr}`,
    `to=${to}`,
    'interval=2',
  ];
  const way = () => ['--endpoint', host(), '--insecure'];

  test.each([
    [
      ['eci', 'DescribeCommitContainerTask', '--RegionId', 'cn-hangzhou', '--TaskId.1', 't-eci-ok'],
      waits('CommitTasks[0].TaskStatus', 'Succeeded'),
    ],
    [
      ['cr', 'GetArtifactBuildTask', '--InstanceId', 'cri-sample', '--BuildTaskId', 'i2a-ok'],
      waits('TaskStatus', 'SUCCESS'),
    ],
    [
      ['ecs', 'DescribeImagePipelineExecutions', '--ExecutionId', 'exec-ok'],
      waits('ImagePipelineExecution.ImagePipelineExecutionSet[0].Status', 'SUCCESS'),
    ],
    [
      ['ecs', 'DescribeTasks', '--TaskIds', 't-import-ok'],
      waits('TaskSet.Task[0].TaskStatus', 'Finished'),
    ],
    [['cs', 'GET', '/tasks/T-ack-ok'], waits('state', 'success')],
    [['cs', 'DescribeTaskInfo', '--task_id', 'T-ack-ok'], waits('state', 'success')],
  ])('waits: %j', async (call, waiter) => {
    const answer = JSON.parse(await client(aliyun, [...call, ...way(), ...waiter]));
    expect(answer).toEqual(expect.any(Object));
    // It saw the task run before it saw it end.
    expect(emulator.requests.length).toBeGreaterThan(1);
    expect(emulator.requests.every(({ status }) => status === 200)).toBe(true);
  });

  test.each([
    [
      ['eci', 'CommitContainer', '--ContainerGroupId', 'eci-1', '--ContainerName', 'worker0'],
      'TaskId',
    ],
    [['ecs', 'StartImagePipelineExecution', '--ImagePipelineId', 'ip-1'], 'ExecutionId'],
    [
      [
        ...['ecs', 'ImportImage', '--ImageName', 'web'],
        ...['--DiskDeviceMapping.1.OSSBucket', 'bucket'],
        ...['--DiskDeviceMapping.1.OSSObject', 'web.raw'],
      ],
      'TaskId',
    ],
    [['ecs', 'ExportImage', '--ImageId', 'm-1', '--OSSBucket', 'bucket'], 'TaskId'],
    [
      [
        ...['cs', 'ScaleClusterNodePool', '--ClusterId', 'c-1', '--NodepoolId', 'np-1'],
        ...['--body', '{"count": 1}'],
      ],
      'task_id',
    ],
  ])('starts: %j', async (call, id) => {
    const answer = JSON.parse(await client(aliyun, [...call, ...way()]));
    expect(emulator.place().tasks.map((task) => task.id)).toContain(answer[id]);
  });

  test('reads why a second execution of a pipeline is refused', async () => {
    const start = ['ecs', 'StartImagePipelineExecution', '--ImagePipelineId', 'ip-1', ...way()];
    await client(aliyun, start);
    await expect(client(aliyun, start)).rejects.toThrow(
      /InvalidImagePipeline\.HasRunningExecution/,
    );
  });
});
