import { existsSync } from 'node:fs';
import type { Access } from '../clouds/access.ts';
import { InputError, type InputProblem } from '../errors.ts';
import { type ProviderName, providerNames, providers } from '../providers/index.ts';
import type { ParentInput, ProviderDefinition, ProviderInput } from '../providers/provider.ts';
import { readAccess } from './access.ts';
import {
  autoOr,
  duration,
  flag,
  id,
  ids,
  matching,
  oneOf,
  SET_NOTHING,
  singleId,
} from './fields.ts';
import { type Form, readField, readKey } from './form.ts';
import { readPlace } from './place.ts';

/** Everything that a user can set, checked. Durations in milliseconds. */
export interface Inputs {
  provider: ProviderName;
  taskIds: string[];
  /** Ids of what the tasks belong to, in place of task ids. */
  parents: string[];
  region: string;
  network: 'public' | 'vpc';
  /** Base URL of the product. */
  endpoint: string;
  access: Access;
  instanceId?: string;
  taskType?: string;
  timeoutMs: number;
  pollIntervalMs: number | 'auto';
  expectedDurationMs?: number;
  failFast: boolean;
  acceptPartial: boolean;
  onCancel: 'leave' | 'cancel';
  mode: 'wait' | 'check';
  githubToken?: string;
  checkName?: string;
  jobSummary: boolean;
  /** What is odd but no error. */
  warnings: string[];
}

/** GitHub ends a job of a self-hosted runner after five days; nothing could wait longer. */
const LONGEST_WAIT = '5d';

/** What stands in `action.yml` as well; a test holds the two together. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  timeout: '60m',
  'poll-interval': 'auto',
  'fail-fast': 'true',
  'accept-partial': 'false',
  'on-cancel': 'leave',
  mode: 'wait',
  network: 'public',
  'job-summary': 'true',
  'role-session-name': 'github-actions',
  'role-session-duration': '1h',
};

const PROVIDER_INPUTS: readonly ProviderInput[] = [
  'instance-id',
  'container-group-id',
  'image-pipeline-id',
  'resource-id',
  'task-type',
];

/**
 * All inputs, checked. `read` gives the text of an input, empty where it is not set. Throws one InputError with every
 * problem; secrets are never part of it.
 */
export function readInputs(
  read: (name: string) => string,
  env: Readonly<Record<string, string | undefined>>,
  exists: Form['exists'] = existsSync,
): Inputs {
  const problems: InputProblem[] = [];
  const warnings: string[] = [];
  const form: Form = {
    text: (name) => read(name).trim() || (DEFAULTS[name] ?? ''),
    variable: (name) => env[name]?.trim() ?? '',
    exists,
    problem: (input, message) => problems.push({ input, message }),
    warning: (message) => warnings.push(message),
  };

  const provider = readField(form, 'provider', oneOf(providerNames));
  if (!form.text('provider')) {
    form.problem('provider', `provider is missing. Set it to one of ${providerNames.join(', ')}.`);
  }
  const common = readCommon(form);
  if (!provider) throw new InputError(problems);

  const definition = providers[provider];
  const targets = readTargets(provider, definition, form);
  const { tokenUrl, ...place } = readPlace(definition.cloud, definition.product, form);
  const access = readAccess(definition.cloud, form, tokenUrl);
  if (common.onCancel === 'cancel' && !definition.permissions.cancel) {
    form.warning(`\`on-cancel: cancel\` has no effect: ${provider} has no cancel API.`);
  }
  if (problems.length > 0 || !access) throw new InputError(problems);
  return { provider, ...targets, ...place, access, ...common, warnings };
}

/** What means the same for every provider. */
function readCommon(form: Form) {
  const interval = duration('1s', LONGEST_WAIT);
  const expectedDurationMs = readField(form, 'expected-duration', interval);
  const githubToken = readKey(form, 'github-token');
  const checkName = readField(
    form,
    'check-name',
    matching(/^.{1,100}$/, 'one line of at most 100 characters'),
  );
  if (checkName && !githubToken) {
    form.warning('`check-name` is not used: a check run needs `github-token` as well.');
  }
  return {
    timeoutMs: readField(form, 'timeout', interval) ?? 0,
    pollIntervalMs: readField(form, 'poll-interval', autoOr(interval)) ?? 'auto',
    failFast: readField(form, 'fail-fast', flag) ?? true,
    acceptPartial: readField(form, 'accept-partial', flag) ?? false,
    onCancel: readField(form, 'on-cancel', oneOf(['leave', 'cancel'])) ?? 'leave',
    mode: readField(form, 'mode', oneOf(['wait', 'check'])) ?? 'wait',
    jobSummary: readField(form, 'job-summary', flag) ?? true,
    ...(expectedDurationMs && { expectedDurationMs }),
    ...(githubToken && { githubToken }),
    ...(checkName && { checkName }),
  };
}

/** What is waited for. An input of another provider is a warning, whatever it holds. */
function readTargets(provider: ProviderName, definition: ProviderDefinition, form: Form) {
  const { parentInput, inputs } = definition;
  for (const name of PROVIDER_INPUTS) {
    if (form.text(name) && !inputs.includes(name)) {
      form.warning(`\`${name}\` has no meaning for ${provider} and is not used.`);
    }
  }
  for (const name of definition.requiredInputs) {
    if (!form.text(name)) form.problem(name, `${name} is missing: ${provider} needs it.`);
  }
  const taskIds = readField(form, 'task-id', ids) ?? [];
  const parents = (parentInput && readField(form, parentInput, parentSchema(parentInput))) ?? [];
  if (!form.text('task-id') && !(parentInput && form.text(parentInput))) {
    const instead = parentInput ? ` or ${parentInput}` : '';
    form.problem(
      'task-id',
      `task-id${instead} is missing or empty: there is nothing to wait for. ${SET_NOTHING}`,
    );
  } else if (form.text('task-id') && parentInput && form.text(parentInput)) {
    form.warning(`\`${parentInput}\` is not used, because \`task-id\` is given.`);
  }
  const instanceId = inputs.includes('instance-id') && readField(form, 'instance-id', id);
  const word = matching(/^\w+$/, 'one word, such as CopyImage');
  const taskType = inputs.includes('task-type') && readField(form, 'task-type', word);
  if (taskType && taskIds.length > 0) {
    form.warning('`task-type` is not used: it chooses among the tasks of `resource-id` only.');
  }
  return {
    taskIds,
    parents: form.text('task-id') ? [] : parents,
    ...(instanceId && { instanceId }),
    ...(taskType && { taskType }),
  };
}

/** Only Volcengine answers for several parents in one request. */
function parentSchema(input: ParentInput) {
  return input === 'resource-id' ? ids : singleId;
}
