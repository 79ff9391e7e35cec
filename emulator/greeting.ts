import type { FaultRule } from './fault-rules.ts';
import { type KnownTask, kinds, serviceOf, startsOf } from './kinds.ts';
import type { RecordedRequest, TaskScript } from './types.ts';

/** An emulator that is up: where it is, which key it takes, and what it plays. */
export interface Place {
  url: string;
  key: { accessKeyId: string; accessKeySecret: string };
  tasks: readonly TaskScript[];
  faults: readonly FaultRule[];
  /** How the program that waits is called. */
  program: string;
}

function faultText({ fault, perSecond }: FaultRule): string {
  return perSecond === undefined ? fault : `${fault} beyond ${perSecond} requests a second`;
}

/** What is there and what to do with it: the page at `/`, and what the command says when it is up. */
export function guide({ url, key, tasks, faults, program }: Place): string {
  const task: KnownTask = {
    kind: 'volcengine-ecs-task',
    id: 't-mine',
    steps: [
      { at: 0, status: 'Running' },
      { at: 15, status: 'Succeeded' },
    ],
  };
  return `${[
    `The emulator listens at ${url}`,
    `  access key id      ${key.accessKeyId}`,
    `  access key secret  ${key.accessKeySecret}`,
    ...(faults.length > 0 ? [`Faults: ${faults.map(faultText).join(', ')}`] : []),
    '',
    'It plays these kinds of task of Alibaba Cloud and Volcengine, by the APIs on the right:',
    ...columns(kinds.map((kind) => [kind, apisOf(kind)])),
    '',
    'Tasks; a sample begins when it is first asked for (those of Container Registry are in instance cri-sample):',
    ...columns(tasks.map(({ id, kind, parent = '' }) => [id, kind, parent])),
    '',
    "Wait for one of them with the vendor's own command line:",
    `ALIBABA_CLOUD_ACCESS_KEY_ID=${key.accessKeyId} ALIBABA_CLOUD_ACCESS_KEY_SECRET=${key.accessKeySecret} \\`,
    `  aliyun eci DescribeCommitContainerTask --RegionId cn-hangzhou --TaskId.1 t-eci-ok --endpoint ${new URL(url).host} --insecure \\`,
    "  --waiter 'expr=CommitTasks[0].TaskStatus' to=Succeeded",
    '',
    ...startGuide(url),
    ...tokenGuide(url, program),
    'Add one:',
    `curl -X POST ${url}/_emulator/tasks -d '${JSON.stringify(task)}'`,
    '',
    'Change the faults, or see the requests so far:',
    `curl -X PUT ${url}/_emulator/faults -d '[{"fault":"throttled","count":3}]'`,
    `curl ${url}/_emulator/requests`,
    '',
    // Last, since it is what most are here for, and all else goes out of a terminal's sight.
    'Wait for a task: paste these lines into another terminal. The action reads the same variables.',
    ...variablesOf(url, key).map((each) => `export ${each}`),
    `${program} alibaba-eci-commit t-eci-ok`,
  ]
    .map((line) => printable(line.trimEnd()))
    .join('\n')}\n`;
}

/** What the vendors' own tools read as well, and the names of ours. */
function variablesOf(url: string, { accessKeyId, accessKeySecret }: Place['key']): string[] {
  return [
    `WAIT_FOR_CLOUD_TASK_ENDPOINT=${url} WAIT_FOR_CLOUD_TASK_STS_ENDPOINT=${url}`,
    'WAIT_FOR_CLOUD_TASK_POLL_INTERVAL=2s',
    `ALIBABA_CLOUD_ACCESS_KEY_ID=${accessKeyId} ALIBABA_CLOUD_ACCESS_KEY_SECRET=${accessKeySecret}`,
    `VOLCENGINE_ACCESS_KEY=${accessKeyId} VOLCENGINE_SECRET_KEY=${accessKeySecret}`,
    'ALIBABA_CLOUD_REGION_ID=cn-hangzhou VOLCENGINE_REGION=cn-beijing',
  ];
}

/** How to start a task as it is started in the cloud, and how to decide what becomes of it. */
function startGuide(url: string): string[] {
  const startable = kinds.filter((kind) => startsOf(kind).length > 0);
  const rule = { kind: startable[0], ending: 'fails', seconds: 10, count: 1 };
  return [
    'Or start one, by one of these calls (the other kinds have none; add a task instead):',
    ...columns(startable.map((kind) => [kind, startsOf(kind).join(', ')])),
    'It goes as the sample in -ok, or as that in -fails where a name in the call ends so, or as a rule says:',
    `curl -X PUT ${url}/_emulator/starts -d '${JSON.stringify([rule])}'`,
    '',
  ];
}

/** How to wait with a role, and a token from where other CIs have theirs. */
function tokenGuide(url: string, program: string): string[] {
  const token = (query: string) =>
    `curl -s -H 'authorization: bearer me' '${url}/_emulator/oidc?audience=sts.aliyuncs.com&${query}&as=text'`;
  return [
    'Wait with a role, and an OIDC token as GitLab puts one into a variable; with lives=-60 it has ended:',
    `export CLOUD_ID_TOKEN=$(${token('issuer=gitlab&lives=3600')})`,
    `${program} alibaba-eci-commit t-eci-ok --role-to-assume acs:ram::1:role/ci \\`,
    '  --oidc-provider-arn acs:ram::1:oidc-provider/ci --oidc-token-env CLOUD_ID_TOKEN',
    'As Azure Pipelines gives them on demand, without the last flag:',
    `export SYSTEM_OIDCREQUESTURI=${url}/_emulator/azure/oidc SYSTEM_ACCESSTOKEN=me`,
    'export AZURESUBSCRIPTION_SERVICE_CONNECTION_ID=01234567-89ab-cdef-0123-456789abcdef',
    '',
  ];
}

/** The guide, and then the heading of the requests that follow it in the terminal. */
export function greeting(place: Place): string {
  return `${guide(place)}\nStop with Ctrl+C. Requests:\n`;
}

function columns(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) => `  ${row.map((text, at) => text.padEnd(widths[at] ?? 0)).join('  ')}`);
}

function apisOf(kind: string): string {
  return serviceOf(kind)
    .operations.map(({ action }) => action)
    .join(', ');
}

/** What a client sent is shown, not obeyed: no control characters reach the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

/** Parameters that name tasks or what they belong to: `TaskIds`, `ResourceIds.1`, `ContainerGroupId`, … */
const idNames = /^(?!RegionId|InstanceId|AccessKeyId)[A-Z]\w*Ids?(\.\d+)?$/;

/** One line about one request: time, action, ids, status, and the fault if one struck. */
export function describeRequest(request: RecordedRequest): string {
  const { at, action, method, path, status, errorCode, fault } = request;
  const named = Object.entries(request.query)
    .filter(([name]) => idNames.test(name))
    .map(([, id]) => id);
  const ids = named.length > 0 ? named : path.split('/').slice(2, 3);
  return printable(
    [
      new Date(at).toISOString().slice(11, 23),
      action || `${method} ${path}`,
      ids.join(','),
      status === 0 ? 'no answer' : status,
      errorCode ?? '',
      fault ? `fault: ${fault}` : '',
    ]
      .filter((part) => part !== '')
      .join('  '),
  );
}
