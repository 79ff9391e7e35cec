/**
 * How others wait, with their defaults, as functions of what they look at. Each is written from its published source; the
 * file is named beside it. A policy gives the seconds until its next look after look number `count` (1 is the first) at
 * `elapsed` seconds.
 */
export type Policy = (count: number, elapsed: number, random: () => number) => number;

export const peers: Record<string, Policy> = {
  'fixed 5 s (aliyun CLI default)': () => 5,
  'fixed 5 s (aliyun CLI, its longest timeout)': () => 5,
  'fixed 10 s (CloudFormation action)': () => 10,
  'fixed 30 s (terraform-provider-aws actionwait)': () => 30,
  // smithy-typescript packages/core/src/submodules/client/util-waiter/poller.ts: 2 to 120 s, no jitter at the ceiling.
  'smithy 2 to 120 s (AWS SDK default)': (count, _elapsed, random) => {
    const ceiling = Math.log2(120 / 2) + 1;
    return count > ceiling ? 120 : 2 + random() * (Math.min(2 * 2 ** (count - 1), 120) - 2);
  },
  // hashicorp/terraform-plugin-sdk helper/retry/state.go: doubled from 0.1 s to 10 s.
  'Terraform StateChangeConf': (count) => Math.min(0.1 * 2 ** count, 10),
  // aliyun/terraform-provider-alicloud alicloud/common.go: MinTimeout 3 s, and then 6 and 10 s.
  'Terraform alicloud': (count) => [3, 6][count - 1] ?? 10,
  // aws-actions/aws-codebuild-run-build code-build.js: 30 s, and half of that before it returns.
  'CodeBuild action': () => 30,
  // Azure/azure-sdk-for-js sdk/core/core-lro.
  'Azure core-lro': () => 2,
  // googleapis/gax-nodejs gax/src/longRunningCalls/longrunning.ts: 0.1 s, 1.3 times as long each, up to 60 s.
  'Google gax': (count) => Math.min(0.1 * 1.3 ** (count - 1), 60),
  // hashicorp/tfc-workflows-tooling internal/cloud/retry.go: Fibonacci from 2 s, capped at 7 s.
  'Terraform Cloud action': (count) => [2, 4, 6][count - 1] ?? 7,
};

/** Seconds after which a peer gives up, whatever is left to wait for: aliyun/aliyun-cli openapi/waiter.go. */
export const limits: Record<string, number> = {
  'fixed 5 s (aliyun CLI default)': 180,
  'fixed 5 s (aliyun CLI, its longest timeout)': 600,
};

/** Always the same number of seconds. */
export const fixed = (seconds: number) => () => seconds;
