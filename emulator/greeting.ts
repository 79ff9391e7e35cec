import type { FaultRule } from './fault-rules.ts';
import type { KnownTask } from './kinds.ts';
import type { RecordedRequest } from './types.ts';

/** What the emulator says when it is up: where it is, what it plays, and what to do with it. */
export function greeting(url: string, tasks: KnownTask[], faults: FaultRule[]): string {
  const width = Math.max(...tasks.map((task) => task.id.length));
  const samples = tasks.map((task) => `  ${task.id.padEnd(width)}  ${task.kind}`);
  const inputs = {
    provider: 'alibaba-eci-commit',
    'task-id': 't-eci-ok',
    region: 'cn-hangzhou',
    endpoint: url,
    'access-key-id': 'emulator-access-key-id',
    'access-key-secret': 'emulator-access-key-secret',
    'poll-interval': '2s',
  };
  // `env` takes names with a hyphen, which a shell's own assignment does not.
  const variables = Object.entries(inputs).map(
    ([name, value]) => `  'INPUT_${name.toUpperCase()}=${value}' \\`,
  );
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
    '  access key id      emulator-access-key-id',
    '  access key secret  emulator-access-key-secret',
    ...(faults.length > 0 ? [`Faults: ${faults.map((rule) => rule.fault).join(', ')}`] : []),
    '',
    'Tasks, each of which begins when it is first asked for (those of Container Registry are in instance cri-sample):',
    ...samples,
    '',
    'Wait for one of them:',
    'env \\',
    ...variables,
    '  node scripts/node24.mjs dist/index.js',
    '',
    'Add one:',
    `curl -X POST ${url}/_emulator/tasks -d '${JSON.stringify(task)}'`,
    '',
    'Change the faults, or see the requests so far:',
    `curl -X PUT ${url}/_emulator/faults -d '[{"fault":"throttled","count":3}]'`,
    `curl ${url}/_emulator/requests`,
    '',
    'Stop with Ctrl+C. Requests:',
  ].join('\n')}\n`;
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
  return (
    [
      new Date(at).toISOString().slice(11, 23),
      action || `${method} ${path}`,
      ids.join(','),
      status === 0 ? 'no answer' : status,
      errorCode ?? '',
      fault ? `fault: ${fault}` : '',
    ]
      .filter((part) => part !== '')
      .join('  ')
      // What a client sent is shown, not obeyed: no control characters reach the terminal.
      .replace(/\p{Cc}/gu, '?')
  );
}
