import { type GitHubInputs, readGitHubInputs } from '../../src/hosts/github/inputs.ts';
import { githubWording } from '../../src/hosts/github/wording.ts';
import { checkInputs } from '../../src/inputs/inputs.ts';
import type { InputReader } from '../../src/inputs/reader.ts';
import { InputError, type InputProblem } from '../../src/model/errors.ts';
import { worded } from '../../src/model/wording.ts';
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

export type Texts = Readonly<Record<string, string>>;

/** Reads `texts` as a step of GitHub Actions does, with an environment of its own and no file on disk, unless `exists` says so. */
export function readAll(texts: Texts, env: Texts = {}, exists = (_: string) => false) {
  let own: GitHubInputs | undefined;
  const isSelfHosted = env.RUNNER_ENVIRONMENT === 'self-hosted';
  const readOwn = (reader: InputReader) => {
    own = readGitHubInputs(reader);
  };
  const read = (name: string) => texts[name] ?? '';
  const name = providerNames.find((each) => each === texts.provider?.toLowerCase());
  const definition = name && providers[name];
  const all = checkInputs(read, env, exists, definition, { readOwn, isSelfHosted });
  return { ...all, own };
}

/** The same in one, with warnings as GitHub shows them. */
export function read(texts: Texts, env: Texts = {}, exists?: (path: string) => boolean) {
  const { inputs, credentials, own } = readAll(texts, env, exists);
  const warnings = worded(inputs.warnings, githubWording);
  return { ...inputs, credentials, ...own, warnings };
}

/** What is wrong with the good inputs under `change`; empty where nothing is. */
export function problemsOf(change: Texts, base = GOOD, env: Texts = {}): readonly InputProblem[] {
  try {
    read({ ...base, ...change }, env);
    return [];
  } catch (error) {
    if (error instanceof InputError) return worded(error.problems, githubWording);
    throw error;
  }
}
