import type { World } from '../../model/world.ts';
import { artifactLines } from '../../render/artifacts.ts';
import type { Report } from '../../render/report.ts';
import { summaryOf } from '../../render/summary.ts';
import type { Host, Publisher, Screen } from '../host.ts';
import { createCheckRun } from './check-run.ts';
import { fetchIdToken, GITHUB_TOKENS } from './id-token.ts';
import { type GitHubInputs, githubInputs, readGitHubInputs } from './inputs.ts';
import { githubScreen } from './screen.ts';
import { githubWording } from './wording.ts';
import type { Commands } from './workflow-commands.ts';

/** Name of the saved state. */
const OWED = 'owed-cancels';

/** A step of GitHub Actions. */
export function githubHost(
  world: World,
  commands: Commands,
  screen = githubScreen(commands, world.env),
): Host {
  const { env } = world;
  return {
    input: commands.getInput,
    inputs: githubInputs,
    publisher: (reader) => publisherOf(readGitHubInputs(reader), world, commands, screen),
    isSelfHosted: env.RUNNER_ENVIRONMENT?.trim() === 'self-hosted',
    secretVariables: [GITHUB_TOKENS.bearer],
    wording: githubWording,
    mask: commands.setSecret,
    idTokenOf: (audience, mask, signal) => fetchIdToken(audience, world, mask, signal),
    // Where the runner takes declarations of artifacts, the image is declared by its digest.
    wantsDigest: Boolean(env.GITHUB_ARTIFACTS),
    screen,
    output: commands.setOutput,
    save(text) {
      const lost = commands.saveState(OWED, text);
      return lost && `The post step will not know what is still to be cancelled: ${lost}`;
    },
    load: () => commands.getState(OWED),
  };
}

/** The job summary, declarations of artifacts, and a check run. */
function publisherOf(
  { checkRun, jobSummary }: GitHubInputs,
  world: World,
  commands: Pick<Commands, 'addSummary' | 'declareArtifacts'>,
  screen: Pick<Screen, 'warning'>,
): Publisher {
  return {
    ...(checkRun && createCheckRun(checkRun, world)),
    write: (report) => writeForRunner(report, { jobSummary, commands, warn: screen.warning }),
  };
}

/** Declares artifacts and writes the job summary, in the files that the runner reads after any step. */
export function writeForRunner(
  report: Report,
  {
    jobSummary,
    commands,
    warn,
  }: {
    jobSummary: boolean;
    commands: Pick<Commands, 'addSummary' | 'declareArtifacts'>;
    warn: Screen['warning'];
  },
): void {
  const undeclared = commands.declareArtifacts(artifactLines(report.outcome.tasks));
  if (undeclared) warn(`The artifacts could not be declared: ${undeclared}`, 'Artifacts');
  const lost = jobSummary ? commands.addSummary(summaryOf(report)) : '';
  if (lost) warn(`The job summary could not be written: ${lost}`, 'Summary');
}
