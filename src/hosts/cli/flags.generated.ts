/** Written by `npm run docs`: every input of `action.yml`, as `--help` tells of it. */
export interface InputFlag {
  name: string;
  description: string;
  default?: string;
  /** The kinds that have it, where not all do. */
  kinds?: readonly string[];
}

export const inputFlags: readonly InputFlag[] = [
  {
    name: 'provider',
    description:
      'Kind of task to wait for, such as `alibaba-eci-commit`. The README lists all of them.',
  },
  {
    name: 'task-id',
    description:
      'Id of the task, as the cloud gave it when the task was started, or several, separated by commas, spaces or newlines. An id that is named twice is waited for once.',
  },
  {
    name: 'region',
    description:
      'Region of the task, such as `cn-hangzhou`; default: the environment variable `ALIBABA_CLOUD_REGION_ID` or `VOLCENGINE_REGION`.',
  },
  {
    name: 'instance-id',
    description:
      '`alibaba-cr-artifact-build`, which requires it: the Container Registry Enterprise Edition instance.',
    kinds: ['alibaba-cr-artifact-build'],
  },
  {
    name: 'container-group-id',
    description:
      '`alibaba-eci-commit` without `--task-id`: waits for every commit task of this container group that the first answer lists.',
    kinds: ['alibaba-eci-commit'],
  },
  {
    name: 'image-pipeline-id',
    description:
      '`alibaba-ecs-image-pipeline` without `--task-id`: waits for the newest execution of this image pipeline.',
    kinds: ['alibaba-ecs-image-pipeline'],
  },
  {
    name: 'resource-id',
    description:
      '`volcengine-ecs-task` without `--task-id`: image ids, since CreateImage, ImportImage and CopyImage return no task id. Waits for the newest task of each.',
    kinds: ['volcengine-ecs-task'],
  },
  {
    name: 'task-type',
    description:
      '`volcengine-ecs-task` with `--resource-id`: only tasks of this type, such as `CopyImage`.',
    kinds: ['volcengine-ecs-task'],
  },
  {
    name: 'timeout',
    description:
      'How long to wait at most: `90s`, `45m`, `2h`, `1h30m`. A last look is taken exactly when the time is up.',
    default: '60m',
  },
  {
    name: 'poll-interval',
    description:
      '`auto` adapts the time between two looks to the task; a duration of at least `1s` fixes it.',
    default: 'auto',
  },
  {
    name: 'expected-duration',
    description: 'How long the task usually takes, such as `10m`. Sharpens `auto`.',
  },
  {
    name: 'fail-fast',
    description:
      '`true` stops at the first task that did not succeed; `false` waits for all of them and then fails.',
    default: 'true',
  },
  {
    name: 'accept-partial',
    description: '`true` counts a task that succeeded only in part as a success.',
    default: 'false',
  },
  {
    name: 'on-cancel',
    description:
      'What becomes of the task in the cloud when the job is cancelled: `leave` lets it run, `cancel` cancels it where the cloud has an API for that.',
    default: 'leave',
  },
  {
    name: 'mode',
    description:
      '`wait` waits until the task has ended; `check` looks once, sets the outputs and does not fail because a task still runs.',
    default: 'wait',
  },
  {
    name: 'access-key-id',
    description:
      "Access key id. Default: the environment variables that the cloud's own tools use (`ALIBABA_CLOUD_ACCESS_KEY_ID`, `VOLCENGINE_ACCESS_KEY`, …); on a self-hosted runner also the role of its pod, its profile, the role of its instance, or a credentials URI.",
  },
  {
    name: 'access-key-secret',
    description:
      "Access key secret. Default: the environment variables that the cloud's own tools use (`ALIBABA_CLOUD_ACCESS_KEY_SECRET`, `VOLCENGINE_SECRET_KEY`, …).",
  },
  {
    name: 'security-token',
    description:
      'Security token (session token) of temporary keys. Goes with `--access-key-id` and `--access-key-secret`.',
  },
  {
    name: 'role-to-assume',
    description:
      "ARN (Alibaba Cloud) or TRN (Volcengine) of a role to assume with the job's own OIDC token. Needs `permissions: id-token: write`. The session is renewed during the wait.",
  },
  {
    name: 'oidc-provider-arn',
    description:
      'ARN of the OIDC provider in RAM. Required with `--role-to-assume` on Alibaba Cloud.',
  },
  {
    name: 'oidc-audience',
    description:
      'Audience of the OIDC token. Default: `sts.aliyuncs.com` or `sts.volcengineapi.com`.',
  },
  {
    name: 'oidc-token-env',
    description:
      'Name of an environment variable that holds the OIDC token, where the runner itself gives none.',
  },
  {
    name: 'oidc-token-file',
    description:
      'Path of a file that holds the OIDC token. Read again for each session, since it may be renewed meanwhile.',
  },
  {
    name: 'oidc-token-command',
    description: 'Command that prints the OIDC token. Run again for each session, without a shell.',
  },
  {
    name: 'role-session-name',
    description: "Name of the role session, as the cloud's audit log shows it.",
    default: 'github-actions',
  },
  {
    name: 'role-session-duration',
    description:
      "Length of one role session, from `15m` up to the role's own limit. A longer wait renews it.",
    default: '1h',
  },
  {
    name: 'network',
    description:
      "`public` or `vpc`: which of the vendor's endpoints to use. `vpc` needs a runner inside a VPC of the region.",
    default: 'public',
  },
  {
    name: 'endpoint',
    description:
      "Base URL in place of the vendor's endpoint, such as `https://ecs.cn-hangzhou.aliyuncs.com`; `http` only for an address of this machine.",
  },
  {
    name: 'sts-endpoint',
    description: "Base URL in place of the vendor's token service, used with `--role-to-assume`.",
  },
  {
    name: 'github-token',
    description:
      'With a token that has `checks: write`, a check run on the commit shows progress and result.',
  },
  {
    name: 'check-name',
    description: 'Name of that check run. Default: the name of the provider.',
  },
  {
    name: 'job-summary',
    description: '`true` writes a job summary.',
    default: 'true',
  },
];
