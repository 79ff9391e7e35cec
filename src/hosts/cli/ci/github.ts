import { writeForRunner } from '../../github/github.ts';
import { jobSummary } from '../../github/inputs.ts';
import { screenOf } from '../../github/screen.ts';
import { githubWording } from '../../github/wording.ts';
import { fileCommands, logCommands } from '../../github/workflow-commands.ts';
import type { CiSystem } from './ci.ts';
import { harmless } from './harmless.ts';
import { warner } from './warner.ts';

const { stopped, sender, issuer } = githubWording;

/** A `run:` step of GitHub Actions, and of what speaks its language (Gitea, Forgejo, act): the runner reads stderr as well. */
export const github: CiSystem = {
  name: 'github',
  isHere: (env) => env.GITHUB_ACTIONS === 'true',
  showsColours: true,
  open({ world, print, paint }) {
    const log = logCommands(print);
    const files = fileCommands(world.env);
    const screen = screenOf(log, paint, harmless.line);
    return {
      screen,
      harmless,
      output: files.setOutput,
      publisher(reader) {
        const isShown = jobSummary.read(reader);
        const { begin, warn } = warner(screen);
        const write = { jobSummary: isShown, commands: files, warn };
        return { begin, write: (report) => writeForRunner(report, write) };
      },
      wantsDigest: Boolean(world.env.GITHUB_ARTIFACTS),
      wording: { stopped, sender, issuer },
    };
  },
};
