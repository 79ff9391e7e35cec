import type { World } from '../../model/world.ts';

/**
 * True where the log has colours: `--color` before NO_COLOR (https://no-color.org) before FORCE_COLOR (https://force-color.org),
 * else on a terminal, and in a CI that shows them.
 */
export function hasColours(
  { color }: { color: 'auto' | 'always' | 'never' },
  env: World['env'],
  { isTerminal, isShown }: { isTerminal: boolean; isShown: boolean },
): boolean {
  if (color !== 'auto') return color === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return !/^(0|false)$/i.test(env.FORCE_COLOR);
  return isShown || (isTerminal && env.TERM !== 'dumb');
}
