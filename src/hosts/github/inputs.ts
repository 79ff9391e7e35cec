import { flag, matching } from '../../inputs/fields.ts';
import type { HostInput } from '../../inputs/host-inputs.ts';
import { type InputReader, readField, readKey } from '../../inputs/reader.ts';

const githubToken: HostInput<string> = {
  name: 'github-token',
  description:
    'With a token that has `checks: write`, a check run on the commit shows progress and result.',
  isSecret: true,
  read: (reader) => readKey(reader, 'github-token'),
};

const checkName: HostInput<string | undefined> = {
  name: 'check-name',
  description: 'Name of that check run. Default: the name of the provider.',
  read: (reader) =>
    readField(reader, 'check-name', matching(/^.{1,100}$/, 'one line of at most 100 characters')),
};

export const jobSummary: HostInput<boolean> = {
  name: 'job-summary',
  description: '`true` writes a job summary.',
  default: 'true',
  // Whatever is no clear no is a yes, so that a run with wrong inputs says so in the summary.
  read: (reader) => readField(reader, 'job-summary', flag) ?? true,
};

/** Inputs that only a step of GitHub Actions has, in the order of `action.yml`. */
export const githubInputs: readonly HostInput[] = [githubToken, checkName, jobSummary];

export interface GitHubInputs {
  /** A check run is shown with this token; without one there is none. */
  checkRun?: { token: string; name?: string };
  jobSummary: boolean;
}

export function readGitHubInputs(reader: InputReader): GitHubInputs {
  const token = githubToken.read(reader);
  const name = checkName.read(reader);
  if (name && !token) {
    reader.warning(
      '`{input:check-name}` is not used: a check run needs `{input:github-token}` as well.',
    );
  }
  return {
    ...(token && { checkRun: { token, ...(name && { name }) } }),
    jobSummary: jobSummary.read(reader),
  };
}
