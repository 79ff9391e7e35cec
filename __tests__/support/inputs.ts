import { checkInputs, type Inputs } from '../../src/inputs/inputs.ts';
import { InputError, type InputProblem } from '../../src/model/errors.ts';
import { providerNames } from '../../src/providers/index.ts';
import { providers } from './definitions.ts';

export const SECRET = 'Sup3r-s3cret-k3y';

/** Inputs that are all right; a test changes what it is about. */
export const GOOD: Readonly<Record<string, string>> = {
  provider: 'alibaba-ecs-image-pipeline',
  'task-id': 'exec-1',
  region: 'cn-hangzhou',
  'access-key-id': 'id',
  'access-key-secret': SECRET,
};

export const GOOD_ROLE: Readonly<Record<string, string>> = {
  ...GOOD,
  'access-key-id': '',
  'access-key-secret': '',
  'role-to-assume': 'acs:ram::1:role/deploy',
  'oidc-provider-arn': 'acs:ram::1:oidc-provider/github',
};

type Env = Readonly<Record<string, string>>;

/** Reads `texts` with an environment of its own and no file on disk, unless `exists` says so. */
export function read(texts: Env, env: Env = {}, exists = (_: string) => false): Inputs {
  const name = providerNames.find((each) => each === texts.provider?.toLowerCase());
  return checkInputs((input) => texts[input] ?? '', env, exists, name && providers[name]);
}

/** What is wrong with the good inputs under `change`; empty where nothing is. */
export function problemsOf(change: Env, base = GOOD, env: Env = {}): readonly InputProblem[] {
  try {
    read({ ...base, ...change }, env);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
