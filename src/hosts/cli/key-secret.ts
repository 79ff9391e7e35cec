import { clouds } from '../../clouds/index.ts';
import type { World } from '../../model/world.ts';

/**
 * What goes with `--access-key-id` and no flag may hold: the secret and the token of a family of variables, whose own id may
 * be missing or another. Empty for every other input, and where there is none.
 */
export function keySecret(
  name: string,
  inputs: Readonly<Record<string, string>>,
  env: World['env'],
): string {
  const isSecret = name === 'access-key-secret' || name === 'security-token';
  if (!isSecret || !inputs['access-key-id']?.trim()) return '';
  const cloud = inputs.provider?.startsWith('volcengine-') ? 'volcengine' : 'alibaba';
  const family = clouds[cloud].keyVariables.find(({ secret }) => env[secret]?.trim());
  if (!family) return '';
  return env[name === 'access-key-secret' ? family.secret : (family.token ?? '')] ?? '';
}
