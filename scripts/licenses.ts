import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphOf } from '../__tests__/support/imports.ts';

interface Locked {
  version?: string;
  license?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

type Packages = Readonly<Record<string, Locked>>;

/**
 * The licences of everything that the bundle may hold: the packages that `src/` imports, and what they need. The package
 * has no dependencies that are installed with it, so the lock file alone cannot tell; and the bundler's own list leaves out
 * the ES modules that it joins.
 */
export function licenses(root: string): string {
  const { packages }: { packages: Packages } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const bundled = bundledOf(packages);
  return Object.entries(packages)
    .filter(([path]) => bundled.has(path))
    .map(([path, { version = '', license = 'see the package' }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return `${name} ${version}\n${license}\n${textOf(join(root, path))}`.trim();
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`)
    .concat('\n');
}

/** Paths in the lock file: what is imported, and whatever that needs. */
function bundledOf(packages: Packages): Set<string> {
  const found = new Set<string>();
  const open = importedPackages().map((name) => pathOf(name, '', packages));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (path === '' || found.has(path)) continue;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {} } = packages[path] ?? {};
    const needed = Object.keys({ ...dependencies, ...optionalDependencies });
    for (const name of needed) open.push(pathOf(name, path, packages));
  }
  return found;
}

/** Names of the packages that `src/` takes anything but types of. */
export function importedPackages(): string[] {
  const imports = [...graphOf('src').values()].flat().filter(({ isType }) => !isType);
  const names = imports.map(({ from }) => /^(?:@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? '');
  return [...new Set(names)].filter((name) => name !== 'src' && name !== '');
}

/** Where Node would find a package from `path`: beside it, or on the way up. Empty where it was not installed. */
function pathOf(name: string, path: string, packages: Packages): string {
  const here = `${path === '' ? '' : `${path}/`}node_modules/${name}`;
  if (Object.hasOwn(packages, here)) return here;
  if (path === '') return '';
  const above = path.lastIndexOf('/node_modules/');
  return pathOf(name, above < 0 ? '' : path.slice(0, above), packages);
}

function textOf(directory: string): string {
  const file = readdirSync(directory).find((name) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(name));
  return file ? readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n') : '';
}
