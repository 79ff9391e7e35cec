import { existsSync } from 'node:fs';
import type { CredentialConfig } from '../clouds/credential-source.ts';
import { InputError, type InputProblem } from '../model/errors.ts';
import { type ProviderName, providerNames, providers } from '../providers/index.ts';
import {
  canCancel,
  type ParentInput,
  type ProviderDefinition,
  type ProviderInput,
} from '../providers/provider.ts';
import { readCredentials } from './credentials.ts';
import { readEndpoints } from './endpoints.ts';
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
import type { HostReading } from './host-inputs.ts';
import { type InputReader, readField } from './reader.ts';

/** What a user wants to be waited for and how, checked. Durations in milliseconds. No secret is part of it. */
export interface Inputs {
  provider: ProviderName;
  taskIds: string[];
  /** Ids of what the tasks belong to, in place of task ids. */
  parents: string[];
  region: string;
  network: 'public' | 'vpc';
  /** Base URL of the product. */
  endpoint: string;
  instanceId?: string;
  taskType?: string;
  timeoutMs: number;
  pollIntervalMs: number | 'auto';
  expectedDurationMs?: number;
  failFast: boolean;
  acceptPartial: boolean;
  onCancel: 'leave' | 'cancel';
  mode: 'wait' | 'check';
  /** What is odd but no error. */
  warnings: string[];
}

/** All inputs. Who we are to the cloud stands apart: nothing but the connection to it needs that. */
export interface AllInputs {
  inputs: Inputs;
  credentials: CredentialConfig;
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
  exists: InputReader['exists'] = existsSync,
  { readOwn, isSelfHosted = false }: HostReading = {},
): AllInputs {
  const problems: InputProblem[] = [];
  const warnings: string[] = [];
  const reader: InputReader = {
    text: (name) => read(name).trim() || (DEFAULTS[name] ?? ''),
    variable: (name) => env[name]?.trim() ?? '',
    exists,
    isSelfHosted,
    problem: (input, message) => problems.push({ input, message }),
    warning: (message) => warnings.push(message),
  };

  const provider = readField(reader, 'provider', oneOf(providerNames));
  if (!reader.text('provider')) {
    reader.problem(
      'provider',
      `{input:provider} is missing. Set it to one of ${providerNames.join(', ')}.`,
    );
  }
  readOwn?.(reader);
  const common = readCommon(reader);
  if (!provider) throw new InputError(problems);

  const definition = providers[provider];
  const targets = readTargets(provider, definition, reader);
  const { tokenUrl, ...endpoints } = readEndpoints(definition.cloud, definition.product, reader);
  const credentials = readCredentials(definition.cloud, reader, tokenUrl);
  if (common.onCancel === 'cancel' && !canCancel(definition)) {
    reader.warning(`\`{input:on-cancel=cancel}\` has no effect: ${provider} has no cancel API.`);
  }
  if (problems.length > 0 || !credentials) throw new InputError(problems);
  const inputs = { provider, ...targets, ...endpoints, ...common, warnings };
  return { inputs, credentials };
}

/** What means the same for every provider. */
function readCommon(reader: InputReader) {
  const interval = duration('1s', LONGEST_WAIT);
  const expectedDurationMs = readField(reader, 'expected-duration', interval);
  return {
    timeoutMs: readField(reader, 'timeout', interval) ?? 0,
    pollIntervalMs: readField(reader, 'poll-interval', autoOr(interval)) ?? 'auto',
    failFast: readField(reader, 'fail-fast', flag) ?? true,
    acceptPartial: readField(reader, 'accept-partial', flag) ?? false,
    onCancel: readField(reader, 'on-cancel', oneOf(['leave', 'cancel'])) ?? 'leave',
    mode: readField(reader, 'mode', oneOf(['wait', 'check'])) ?? 'wait',
    ...(expectedDurationMs && { expectedDurationMs }),
  };
}

/** What is waited for. An input of another provider is a warning, whatever it holds. */
function readTargets(provider: ProviderName, definition: ProviderDefinition, reader: InputReader) {
  const { parentInput, inputs } = definition;
  for (const name of PROVIDER_INPUTS) {
    if (reader.text(name) && !inputs.includes(name)) {
      reader.warning(`\`{input:${name}}\` has no meaning for ${provider} and is not used.`);
    }
  }
  for (const name of definition.requiredInputs) {
    if (!reader.text(name))
      reader.problem(name, `{input:${name}} is missing: ${provider} needs it.`);
  }
  const taskIds = readField(reader, 'task-id', ids) ?? [];
  const parents = (parentInput && readField(reader, parentInput, parentSchema(parentInput))) ?? [];
  if (!reader.text('task-id') && !(parentInput && reader.text(parentInput))) {
    const instead = parentInput ? ` or {input:${parentInput}}` : '';
    reader.problem(
      'task-id',
      `{input:task-id}${instead} is missing or empty: there is nothing to wait for. ${SET_NOTHING}`,
    );
  } else if (reader.text('task-id') && parentInput && reader.text(parentInput)) {
    reader.warning(`\`{input:${parentInput}}\` is not used, because \`{input:task-id}\` is given.`);
  }
  const instanceId = inputs.includes('instance-id') && readField(reader, 'instance-id', id);
  const word = matching(/^\w+$/, 'one word, such as CopyImage');
  const taskType = inputs.includes('task-type') && readField(reader, 'task-type', word);
  if (taskType && taskIds.length > 0) {
    reader.warning(
      '`{input:task-type}` is not used: it chooses among the tasks of `{input:resource-id}` only.',
    );
  }
  return {
    taskIds,
    parents: reader.text('task-id') ? [] : parents,
    ...(instanceId && { instanceId }),
    ...(taskType && { taskType }),
  };
}

/** Only Volcengine answers for several parents in one request. */
function parentSchema(input: ParentInput) {
  return input === 'resource-id' ? ids : singleId;
}
