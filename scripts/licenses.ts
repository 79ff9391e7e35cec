import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  packages: Record<string, { version?: string; license?: string; dev?: boolean }>;
}

/**
 * The licences of everything that the bundle may hold: all packages of the lock file that are no devDependencies. The
 * bundler's own list leaves out the ES modules that it joins.
 */
export function licenses(root: string): string {
  const lock: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version = '', license = 'see the package' }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return `${name} ${version}\n${license}\n${textOf(join(root, path))}`.trim();
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}

function textOf(directory: string): string {
  const file = readdirSync(directory).find((name) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(name));
  return file ? readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n') : '';
}
