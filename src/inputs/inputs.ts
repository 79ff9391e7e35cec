import { existsSync } from 'node:fs';
import type { CredentialConfig } from '../clouds/credential-source.ts';
import { InputError, type InputProblem } from '../model/errors.ts';
import { loadProvider, type ProviderName, providerNames } from '../providers/index.ts';
import { canCancel, type ProviderDefinition } from '../providers/provider.ts';
import { readCredentials } from './credentials.ts';
import { readEndpoints } from './endpoints.ts';
import { autoOr, duration, flag, oneOf } from './fields.ts';
import type { HostReading } from './host-inputs.ts';
import { type InputReader, readField } from './reader.ts';
import { readTargets, type Targets } from './targets.ts';

/** What a user wants to be waited for and how, checked. Durations in milliseconds. No secret is part of it. */
export interface Inputs extends Targets {
  provider: ProviderName;
  /** What is known of the kind that `provider` names. */
  definition: ProviderDefinition;
  region: string;
  network: 'public' | 'vpc';
  /** Base URL of the product. */
  endpoint: string;
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
interface AllInputs {
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

/**
 * All inputs, checked; the kind that is chosen is read for that, and no other. `read` gives the text of an input, empty
 * where it is not set. Rejects with one InputError that has every problem; secrets are never part of it.
 */
export async function readInputs(
  read: (name: string) => string,
  env: Readonly<Record<string, string | undefined>>,
  exists: InputReader['exists'] = existsSync,
  host: HostReading = {},
): Promise<AllInputs> {
  const chosen = oneOf(providerNames).safeParse(read('provider').trim());
  const definition = chosen.success ? await loadProvider(chosen.data) : undefined;
  return checkInputs(read, env, exists, definition, host);
}

/** The same, once `definition` of the chosen kind is there; without one where there is no such kind. */
export function checkInputs(
  read: (name: string) => string,
  env: Readonly<Record<string, string | undefined>>,
  exists: InputReader['exists'],
  definition: ProviderDefinition | undefined,
  { readOwn, isSelfHosted = false, profile = '' }: HostReading = {},
): AllInputs {
  const problems: InputProblem[] = [];
  const warnings: string[] = [];
  const reader: InputReader = {
    text: (name) => read(name).trim() || (DEFAULTS[name] ?? ''),
    variable: (name) => env[name]?.trim() ?? '',
    exists,
    isSelfHosted,
    profile,
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
  const common = readCommon(reader);
  readOwn?.(reader);
  if (!provider || !definition) throw new InputError(problems);

  const targets = readTargets(definition, reader);
  const { tokenUrl, ...endpoints } = readEndpoints(definition.cloud, definition.product, reader);
  const credentials = readCredentials(definition.cloud, reader, tokenUrl);
  if (common.onCancel === 'cancel' && !canCancel(definition)) {
    reader.warning(`\`{input:on-cancel=cancel}\` has no effect: ${provider} has no cancel API.`);
  }
  if (problems.length > 0 || !credentials) throw new InputError(problems);
  const inputs = { provider, definition, ...targets, ...endpoints, ...common, warnings };
  return { inputs, credentials };
}

/** What means the same for every provider. */
function readCommon(reader: InputReader) {
  const interval = duration('1s', LONGEST_WAIT);
  const expectedDurationMs = readField(reader, 'expected-duration', interval);
  return {
    timeoutMs: readField(reader, 'timeout', interval) ?? 0,
    pollIntervalMs: readPollInterval(reader),
    failFast: readField(reader, 'fail-fast', flag) ?? true,
    acceptPartial: readField(reader, 'accept-partial', flag) ?? false,
    onCancel: readField(reader, 'on-cancel', oneOf(['leave', 'cancel'])) ?? 'leave',
    mode: readField(reader, 'mode', oneOf(['wait', 'check'])) ?? 'wait',
    ...(expectedDurationMs && { expectedDurationMs }),
  };
}

/** The pace; where it is `auto`, a variable may give it, such as one that fits an emulator's speed. */
function readPollInterval(reader: InputReader): number | 'auto' {
  const schema = autoOr(duration('1s', LONGEST_WAIT));
  const given = readField(reader, 'poll-interval', schema) ?? 'auto';
  if (given !== 'auto') return given;
  return readField(reader, 'poll-interval', schema, 'WAIT_FOR_CLOUD_TASK_POLL_INTERVAL') ?? 'auto';
}
