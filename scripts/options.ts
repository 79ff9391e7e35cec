/** The sections of docs/inputs.md, one for each input: what `action.yml` says of it, and what a user should know besides. */
import type { Definitions } from './definitions.ts';
import { declaredInputs } from './kind-inputs.ts';
import type { Action } from './sources.ts';
import { code } from './tables.ts';

/** What is to be known of an input beyond its description; kinds say it of their own. */
const NOTES: Readonly<Record<string, string>> = {
  provider:
    'The name says cloud, product and kind. A name that is not known is an error that suggests the nearest one.',
  'task-id':
    'With several ids the step ends when all of them have, or at the first that fails (`fail-fast`). Where both an id and what it belongs to are given, the id wins, with a warning.',
  region:
    'The region in which the task was started; it is part of the address that is asked. All names of variables are under [Credentials](credentials.md#environment-variables).',
  timeout:
    'A bare number is an error, since nobody knows whether it means seconds or minutes. Keep the `timeout-minutes` of the job above it. A time-out leaves the task alone.',
  'poll-interval':
    'A pause that the cloud asks for comes first, and the last look is at the deadline, whatever the interval. For `auto`, the variable `WAIT_FOR_CLOUD_TASK_POLL_INTERVAL` stands in, as the emulator sets it.',
  'expected-duration':
    'A guess will do; it changes the pace and what the log says of the time left, never the result.',
  'fail-fast':
    'What has not ended by then keeps its last state in `tasks`, and goes on in the cloud.',
  'accept-partial':
    '`state` stays `partial`, so that a later step can still tell. Only image pipelines and ACK tasks know such an end.',
  'on-cancel':
    'Counts for a cancelled job and for `timeout-minutes` of the step or the job, which look the same from inside. See [When the job is cancelled](waiting.md#when-the-job-is-cancelled).',
  mode: 'See [Hours without a runner](recipes.md#hours-without-a-runner).',
  'access-key-id':
    'Give it as a secret, together with `access-key-secret`. A role needs no key at all.',
  'access-key-secret': 'Masked in the log. Give it as a secret.',
  'security-token':
    'Masked in the log. Keys that end within the wait cannot be renewed; a role can.',
  'role-to-assume':
    'Such as `acs:ram::1234567890123456:role/deploy` or `trn:iam::2100000000:role/deploy`. Comes before all keys. Set-up: [A role by OIDC, step by step](credentials.md#a-role-by-oidc-step-by-step).',
  'oidc-provider-arn':
    'Such as `acs:ram::1234567890123456:oidc-provider/github`. Volcengine has no such thing.',
  'oidc-audience':
    'Must be one of the client ids of the OIDC provider. A token that is made elsewhere has its audience from there.',
  'oidc-token-env':
    'For a CI that sets a variable, such as GitLab. At most one of `oidc-token-env`, `oidc-token-file` and `oidc-token-command`; each comes before the token of the runner. See [A role outside of GitHub](credentials.md#a-role-outside-of-github).',
  'oidc-token-file':
    'For a token that somebody keeps fresh, such as that of a pod. At most 64 KiB. See [A role outside of GitHub](credentials.md#a-role-outside-of-github).',
  'oidc-token-command':
    'For a CI that mints a token whenever it is asked: `buildkite-agent oidc request-token --audience sts.aliyuncs.com`. It is split at spaces; single and double quotes hold together what is between them, and a backslash takes the next character as it is, but not within single quotes. It has 30 seconds, and neither its stdout nor its stderr is shown. Put no secret into it. See [A role outside of GitHub](credentials.md#a-role-outside-of-github).',
  'role-session-name':
    '2 to 64 letters, digits and `.@_-`; choose one that leads back to the workflow.',
  'role-session-duration':
    'Short sessions are no hindrance: they are renewed before they end, and once more when the cloud calls them expired.',
  network: 'See [Self-hosted runners in a VPC](recipes.md#self-hosted-runners-in-a-vpc).',
  endpoint:
    'For a gateway of your own, or a region whose address is not known yet. Where it is not set, the variable `WAIT_FOR_CLOUD_TASK_ENDPOINT` stands in for it, so that [a rehearsal](recipes.md#your-own-workflow-without-a-cloud-account) changes nothing of the step: it may name an address of this machine alone, and the log says when it is used.',
  'sts-endpoint':
    'The same rules as for `endpoint`; its variable is `WAIT_FOR_CLOUD_TASK_STS_ENDPOINT`.',
  'github-token':
    "The job's own `github.token` will do, with `permissions: checks: write`. Without it nothing is sent to GitHub but what the runner reads anyway.",
  'check-name': 'Two steps on one commit want two names.',
  'job-summary': 'A table of the tasks with their states, images and reasons.',
};

/** A section for each input. Throws where a note is missing or is of no input: both would be forgotten. */
export function optionSections({ inputs }: Action, definitions: Definitions): string {
  const ofKinds = declaredInputs(definitions).map(({ name, note }) => [name, note]);
  const notes: Record<string, string> = { ...NOTES, ...Object.fromEntries(ofKinds) };
  const names = Object.keys(inputs);
  const odd = [
    ...names.filter((name) => !Object.hasOwn(notes, name)),
    ...Object.keys(notes).filter((name) => !Object.hasOwn(inputs, name)),
  ];
  if (odd.length > 0) throw new Error(`Notes on inputs: look at ${odd.join(', ')}.`);
  return names.map((name) => `${section(name, inputs, definitions)} ${notes[name]}`).join('\n\n');
}

function section(name: string, inputs: Action['inputs'], definitions: Definitions): string {
  const { description = '', required, default: value } = inputs[name] ?? {};
  const facts = [
    required ? 'Required.' : value ? `Default: ${code(value)}.` : 'Optional.',
    ...only(name, definitions),
  ].join(' ');
  const text = description.trim().replaceAll(/\s+/g, ' ');
  return `### ${code(name)}\n\n${facts}\n\n${text}`;
}

/** For whom an input is, where it is not for all: providers that name it. */
function only(name: string, definitions: Definitions): string[] {
  const users = Object.values(definitions).filter(({ inputs }) =>
    inputs.some((input) => input.name === name),
  );
  return users.length > 0 ? [`For ${users.map((user) => code(user.name)).join(', ')} only.`] : [];
}
