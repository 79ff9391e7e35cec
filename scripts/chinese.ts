/**
 * The Chinese of what is generated into README.zh-CN.md, by its English: of a text that changes, the Chinese is missing until
 * somebody looks at it again. Kinds and examples have theirs beside them.
 */
export const CHINESE: Readonly<Record<string, string>> = {
  // Heads and words of tables.
  'Waits for': '等待什么',
  'Named by': '如何指定',
  Cancel: '可取消',
  Workflow: '工作流示例',
  yes: '是',
  no: '否',
  or: '或',
  Input: '输入',
  Default: '默认值',
  Meaning: '含义',
  required: '必填',
  Output: '输出',
  Value: '值',

  // Inputs: the first sentence of each.
  'Kind of task to wait for, such as `alibaba-eci-commit`.':
    '要等待的任务种类，例如 `alibaba-eci-commit`。',
  'Id of the task, as the cloud gave it when the task was started, or several, separated by commas, spaces or newlines.':
    '任务 ID，即启动任务时云厂商返回的 ID；可以有多个，用逗号、空格或换行分隔。',
  'Region of the task, such as `cn-hangzhou`; default: the environment variable `ALIBABA_CLOUD_REGION_ID` or `VOLCENGINE_REGION`.':
    '任务所在的地域，例如 `cn-hangzhou`；默认取环境变量 `ALIBABA_CLOUD_REGION_ID` 或 `VOLCENGINE_REGION`。',
  'How long to wait at most: `90s`, `45m`, `2h`, `1h30m`.':
    '最长等待时间：`90s`、`45m`、`2h`、`1h30m`。',
  '`auto` adapts the time between two looks to the task; a duration of at least `1s` fixes it.':
    '`auto` 按任务情况调整两次查询的间隔；也可固定为不小于 `1s` 的时长。',
  'How long the task usually takes, such as `10m`.': '任务通常需要的时间，例如 `10m`。',
  '`true` stops at the first task that did not succeed; `false` waits for all of them and then fails.':
    '`true`：遇到第一个未成功的任务即停止；`false`：等全部任务结束后再失败。',
  '`true` counts a task that succeeded only in part as a success.':
    '`true`：部分成功的任务也算成功。',
  'What becomes of the task in the cloud when the job is cancelled: `leave` lets it run, `cancel` cancels it where the cloud has an API for that.':
    '作业被取消时如何处理云上的任务：`leave` 让它继续运行；`cancel` 在云厂商提供取消接口时将其取消。',
  '`wait` waits until the task has ended; `check` looks once, sets the outputs and does not fail because a task still runs.':
    '`wait` 等到任务结束；`check` 只查询一次并设置输出，不会因任务仍在运行而失败。',
  'Access key id.': '访问密钥 ID（AccessKey ID）。',
  'Access key secret.': '访问密钥的密文（AccessKey Secret）。',
  'Security token (session token) of temporary keys.': '临时密钥的安全令牌（STS Token）。',
  "ARN (Alibaba Cloud) or TRN (Volcengine) of a role to assume with the job's own OIDC token.":
    '用作业自身的 OIDC 令牌扮演的角色：ARN（阿里云）或 TRN（火山引擎）。',
  'ARN of the OIDC provider in RAM.': 'RAM 中 OIDC 身份提供商的 ARN。',
  'Audience of the OIDC token.': 'OIDC 令牌的受众（audience）。',
  'Name of an environment variable that holds the OIDC token, where the runner itself gives none.':
    '存放 OIDC 令牌的环境变量名，用于运行器自身不提供令牌的场合。',
  'Path of a file that holds the OIDC token.': '存放 OIDC 令牌的文件路径。',
  'Command that prints the OIDC token.': '输出 OIDC 令牌的命令。',
  "Name of the role session, as the cloud's audit log shows it.":
    '角色会话名称，会出现在云上的操作审计中。',
  "Length of one role session, from `15m` up to the role's own limit.":
    '单次角色会话的时长，从 `15m` 到角色自身的上限。',
  "`public` or `vpc`: which of the vendor's endpoints to use.":
    '`public` 或 `vpc`：使用云厂商的公网还是 VPC 服务地址。',
  "Base URL in place of the vendor's endpoint, such as `https://ecs.cn-hangzhou.aliyuncs.com`; `http` only for an address of this machine.":
    '代替云厂商服务地址的基础 URL，例如 `https://ecs.cn-hangzhou.aliyuncs.com`；`http` 仅限本机地址。',
  "Base URL in place of the vendor's token service, used with `role-to-assume`.":
    '代替云厂商令牌服务（STS）的基础 URL，与 `role-to-assume` 一起使用。',
  'With a token that has `checks: write`, a check run on the commit shows progress and result.':
    '给出带 `checks: write` 权限的令牌，即在提交上用 check run 显示进度和结果。',
  'Name of that check run.': '该 check run 的名称。',
  '`true` writes a job summary.': '`true`：写入作业摘要。',

  // Outputs.
  '`succeeded`, `partial`, `failed`, `canceled`, `timed-out`, `interrupted`, `not-found` or `error`; with `mode: check` also `pending` or `running`.':
    '`succeeded`、`partial`、`failed`、`canceled`、`timed-out`、`interrupted`、`not-found` 或 `error`；`mode: check` 时还可能是 `pending` 或 `running`。',
  "The vendor's own word for the task that decided `state`, such as `TEST_FAILED`.":
    '决定 `state` 的那个任务在云厂商处的状态原文，例如 `TEST_FAILED`。',
  'One line that says what happened and why.': '一行说明：发生了什么，为什么。',
  'Id of the resulting image (ECS `ImageId`, Volcengine `ResourceId`), comma-separated for several tasks.':
    '所得镜像的 ID（ECS 的 `ImageId`，火山引擎的 `ResourceId`）；多个任务以逗号分隔。',
  'Container Registry: reference of the built image, `domain/namespace/repository:tag`.':
    '容器镜像服务：所构建镜像的引用地址，`domain/namespace/repository:tag`。',
  'ACK: ids of the resources that the task handled successfully, comma-separated.':
    'ACK：任务成功处理的资源 ID，以逗号分隔。',
  'Ids of the tasks that ended without success, comma-separated.':
    '结束但未成功的任务 ID，以逗号分隔。',
  'JSON array with an object for each task: `id`, `state`, `status`, `progress`, `phase`, `phases`, `message`, `errorCode`, `imageId`, `image`, `resourceIds`, `consoleUrl`, `createdAt`, `finishedAt`.':
    'JSON 数组，每个任务一个对象：`id`、`state`、`status`、`progress`、`phase`、`phases`、`message`、`errorCode`、`imageId`、`image`、`resourceIds`、`consoleUrl`、`createdAt`、`finishedAt`。',
  'How long this step waited, in seconds.': '本步骤等待的时间，单位为秒。',
  'Number of requests sent to the cloud.': '向云厂商发送的请求数。',
};
