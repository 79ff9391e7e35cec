import * as z from 'zod';
import { clouds } from '../clouds/index.ts';
import { InputError, type InputProblem, messageOf } from '../errors.ts';
import { type ProviderName, providerNames, providers } from '../providers/index.ts';
import type { ProviderInput } from '../providers/provider.ts';
import { type Access, readAccess } from './access.ts';
import { autoOr, baseUrl, duration, flag, id, ids, matching, oneOf, region } from './fields.ts';

/** Everything that a user can set, checked. Durations in milliseconds. */
export interface Inputs {
  provider: ProviderName;
  taskIds: string[];
  /** Ids of what the tasks belong to, in place of task ids. */
  parents: string[];
  region: string;
  instanceId?: string;
  taskType?: string;
  timeoutMs: number;
  pollIntervalMs: number | 'auto';
  expectedDurationMs?: number;
  failFast: boolean;
  acceptPartial: boolean;
  onCancel: 'leave' | 'cancel';
  mode: 'wait' | 'check';
  access: Access;
  network: 'public' | 'vpc';
  /** Base URLs of the product and of the token service. */
  endpoint: string;
  stsEndpoint: string;
  githubToken?: string;
  checkName?: string;
  jobSummary: boolean;
  /** What is odd but no error. */
  warnings: string[];
}

/** GitHub ends a job of a self-hosted runner after five days; nothing could wait longer. */
const LONGEST_WAIT = '5d';

/** Every input by its name; `access.ts` has those that say who we are. */
const FIELDS = {
  provider: oneOf(providerNames),
  'task-id': ids,
  region,
  'instance-id': id,
  'container-group-id': id,
  'image-pipeline-id': id,
  'resource-id': ids,
  'task-type': matching(/^\w+$/, 'one word, such as CopyImage'),
  timeout: duration('1s', LONGEST_WAIT),
  'poll-interval': autoOr(duration('1s', LONGEST_WAIT)),
  'expected-duration': duration('1s', LONGEST_WAIT),
  'fail-fast': flag,
  'accept-partial': flag,
  'on-cancel': oneOf(['leave', 'cancel']),
  mode: oneOf(['wait', 'check']),
  network: oneOf(['public', 'vpc']),
  endpoint: baseUrl,
  'sts-endpoint': baseUrl,
  'github-token': z.string(),
  'check-name': matching(/^.{1,100}$/, 'one line of at most 100 characters'),
  'job-summary': flag,
} as const;

type FieldName = keyof typeof FIELDS;
type Fields = { [K in FieldName]?: z.output<(typeof FIELDS)[K]> };

/** What stands in `action.yml` as well; a test holds the two together. */
export const DEFAULTS = {
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
} as const satisfies Record<string, string>;

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
): Inputs {
  const problems: InputProblem[] = [];
  const warnings: string[] = [];
  const problem = (input: string, message: string) => problems.push({ input, message });
  const text = (name: string) =>
    read(name).trim() || (name in DEFAULTS ? DEFAULTS[name as keyof typeof DEFAULTS] : '');

  const fields = readFields(text, problem);
  const provider = fields.provider;
  if (!text('provider')) {
    problem('provider', `provider is missing. Set it to one of ${providerNames.join(', ')}.`);
  }
  if (!provider) throw new InputError(problems);

  const definition = providers[provider];
  const cloud = clouds[definition.cloud];
  const { parentInput } = definition;
  const taskIds = fields['task-id'] ?? [];
  const parents = taskIds.length === 0 && parentInput ? [fields[parentInput] ?? []].flat() : [];

  for (const name of PROVIDER_INPUTS) {
    if (text(name) && !definition.inputs.includes(name)) {
      warnings.push(`\`${name}\` has no meaning for ${provider} and is not used.`);
    }
  }
  for (const name of definition.requiredInputs) {
    if (!text(name)) problem(name, `${name} is missing: ${provider} needs it.`);
  }
  if (!text('task-id') && !(parentInput && text(parentInput))) {
    const instead = parentInput ? ` or ${parentInput}` : '';
    problem('task-id', `task-id${instead} is missing: there is nothing to wait for.`);
  } else if (text('task-id') && parentInput && text(parentInput)) {
    warnings.push(`\`${parentInput}\` is not used, because \`task-id\` is given.`);
  }
  if (text('task-type') && taskIds.length > 0 && definition.inputs.includes('task-type')) {
    warnings.push('`task-type` is not used: it chooses among the tasks of `resource-id` only.');
  }

  const place = readRegion(fields.region, text('region'), cloud.regionVariables, env, problem);
  const network = fields.network ?? 'public';
  const hostOf = (find: () => string): string => {
    try {
      return `https://${find()}`;
    } catch (error) {
      problem('network', `network: \`${network}\` cannot be used. ${messageOf(error)}`);
      return '';
    }
  };
  const endpoint =
    fields.endpoint ?? hostOf(() => cloud.endpoint(definition.product.code, place, network));
  const access = readAccess(definition.cloud, text, env, problem);
  const stsEndpoint =
    fields['sts-endpoint'] ??
    (access?.kind === 'role' ? hostOf(() => cloud.tokenHost(place, network)) : '');

  if (fields['on-cancel'] === 'cancel' && !definition.permissions.cancel) {
    warnings.push(`\`on-cancel: cancel\` has no effect: ${provider} has no cancel API.`);
  }
  if (text('check-name') && !text('github-token')) {
    warnings.push('`check-name` is not used: a check run needs `github-token` as well.');
  }
  if (problems.length > 0 || !access) throw new InputError(problems);

  return {
    provider,
    taskIds,
    parents,
    region: place,
    timeoutMs: fields.timeout ?? 0,
    pollIntervalMs: fields['poll-interval'] ?? 'auto',
    failFast: fields['fail-fast'] ?? true,
    acceptPartial: fields['accept-partial'] ?? false,
    onCancel: fields['on-cancel'] ?? 'leave',
    mode: fields.mode ?? 'wait',
    access,
    network,
    endpoint,
    stsEndpoint,
    jobSummary: fields['job-summary'] ?? true,
    warnings,
    ...(fields['instance-id'] && { instanceId: fields['instance-id'] }),
    ...(fields['task-type'] && { taskType: fields['task-type'] }),
    ...(fields['expected-duration'] && { expectedDurationMs: fields['expected-duration'] }),
    ...(fields['github-token'] && { githubToken: fields['github-token'] }),
    ...(fields['check-name'] && { checkName: fields['check-name'] }),
  };
}

/** The value of every field that is set and right; what is wrong is told to `problem`. */
function readFields(
  text: (name: string) => string,
  problem: (input: string, message: string) => void,
): Fields {
  const values = Object.entries(FIELDS).flatMap(([name, schema]) => {
    const value = text(name);
    if (value === '') return [];
    const result = schema.safeParse(value);
    if (result.success) return [[name, result.data]];
    const shown = value.length > 100 ? `${value.slice(0, 100)}…` : value;
    problem(name, `${name}: \`${shown}\` ${result.error.issues[0]?.message}`);
    return [];
  });
  return Object.fromEntries(values);
}

function readRegion(
  given: string | undefined,
  text: string,
  variables: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  problem: (input: string, message: string) => void,
): string {
  if (given || text) return given ?? '';
  const variable = variables.find((name) => env[name]);
  const value = variable ? (env[variable] ?? '') : '';
  if (!variable) {
    problem('region', `region is missing. Set it, or the environment variable ${variables[0]}.`);
  } else if (!region.safeParse(value).success) {
    problem('region', `region: \`${value}\` of the variable ${variable} is not a region id.`);
  }
  return value;
}
