import type { CiSystem } from './ci.ts';
import { harmless } from './harmless.ts';
import { plainScreen } from './none.ts';

/** Clears the line, so that a terminal shows nothing of a marker. */
const CLEAR = '\u001b[0K';

/**
 * A job of GitLab. Its log folds sections (https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections); it has no
 * annotations, takes outputs from files (`--output env=FILE` as a dotenv report), and hides only what its variables declare.
 */
export const gitlab: CiSystem = {
  name: 'gitlab',
  isHere: (env) => env.GITLAB_CI === 'true',
  showsColours: true,
  open({ world, print, paint }) {
    const marker = (kind: 'start' | 'end', name: string, options = '') =>
      `${CLEAR}section_${kind}:${Math.floor(world.clock.now() / 1_000)}:${name}${options}\r${CLEAR}`;
    return {
      harmless,
      screen: {
        ...plainScreen({ world, print, paint }, harmless.line),
        group(title, lines) {
          // Two sections of one name would be one; only letters, digits, `_`, `.` and `-` may be in it.
          const name = `cloud_task_${world.nonce()}`;
          print(`${marker('start', name, '[collapsed=true]')}${harmless.line(title)}`);
          for (const line of lines) print(harmless.line(line));
          print(marker('end', name));
        },
      },
      wording: {
        stopped: 'The job was cancelled, or its time was up',
        sender: 'The runner',
        issuer: "GitLab's issuer is the address of your GitLab",
      },
    };
  },
};
