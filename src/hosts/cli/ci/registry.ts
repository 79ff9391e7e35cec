import type { World } from '../../../model/world.ts';
import { azure } from './azure.ts';
import { buildkite } from './buildkite.ts';
import type { CiSystem } from './ci.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';

/** One line a system; the first whose variables are there is taken. */
const systems: readonly CiSystem[] = [github, gitlab, azure, buildkite];

/** Values of `--ci`. */
export const ciNames: readonly string[] = ['auto', 'none', ...systems.map(({ name }) => name)];

/** The system that `--ci` names, or that is found by its variables; undefined where there is none. */
export function ciSystem(chosen: string, env: World['env']): CiSystem | undefined {
  if (chosen === 'auto') return systems.find((system) => system.isHere(env));
  return systems.find(({ name }) => name === chosen);
}

/** What sets no `CI`, or did not always. */
const OTHERS = ['JENKINS_URL', 'TF_BUILD', 'BITBUCKET_BUILD_NUMBER', 'CIRCLECI', 'BUILDKITE'];

/** True where any CI runs this, also one that has no entry: nobody looks at its log as it is written. */
export function isInCi(chosen: string, env: World['env']): boolean {
  if (chosen !== 'auto') return chosen !== 'none';
  const isSet = (env.CI ?? '') !== '' && !/^(false|0)$/i.test(env.CI ?? '');
  return isSet || OTHERS.some((name) => Boolean(env[name])) || ciSystem('auto', env) !== undefined;
}
