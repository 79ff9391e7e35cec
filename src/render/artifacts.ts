import type { Task } from '../model/task.ts';

/** The runner takes 500 declarations a job; some are left to the user's other steps. */
const MOST_LINES = 400;

/** Lines of `GITHUB_ARTIFACTS`, by which a step declares what it has made: `oci://name@sha256:hex` of each image. */
export function artifactLines(tasks: readonly Task[]): string[] {
  const lines = tasks.flatMap(({ state, image = '', digest = '' }) => {
    const [, name] = /^([\w.:-]+(?:\/[\w.-]+)+):[\w.-]+$/.exec(image) ?? [];
    if (state !== 'succeeded' || !name || !/^sha256:[0-9a-f]{64}$/.test(digest)) return [];
    return [`oci://${name}@${digest}`];
  });
  return [...new Set(lines)].slice(0, MOST_LINES);
}
