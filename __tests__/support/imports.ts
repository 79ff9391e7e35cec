import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a file imports or hands on. `isType`: nothing of it is left when the types are gone. */
export interface Import {
  from: string;
  isType: boolean;
}

/** What is read of the parser's nodes. */
interface Node {
  type?: string;
  source?: { value: string } | null;
  typeOnly?: boolean;
  callee?: Node;
  arguments?: { expression: { type: string; value: string } }[];
  argument?: { value: string };
}

/** Everything that a module imports, types and what is loaded on demand included, by a parser that knows types. */
export function importsIn(code: string): Import[] {
  const found: Import[] = [];
  visit(parseSync(code, { syntax: 'typescript', target: 'es2024' }).body);
  return found;

  function visit(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const imported = importOf(value);
    if (imported) found.push(imported);
    for (const child of Object.values(value)) visit(child);
  }
}

function importOf({ type, source, typeOnly, callee, argument, arguments: given }: Node) {
  switch (type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return source ? { from: source.value, isType: typeOnly === true } : undefined;
    case 'TsImportType':
      return { from: argument?.value ?? '', isType: true };
    case 'CallExpression': {
      if (callee?.type !== 'Import') return undefined;
      const what = given?.[0]?.expression;
      if (what?.type !== 'StringLiteral') throw new Error('An import of what is only known later.');
      return { from: what.value, isType: false };
    }
    default:
      return undefined;
  }
}

/** The files of a folder with what they import: paths from the root, packages by their names. Node's own are left out. */
export function graphOf(folder: string): Map<string, Import[]> {
  const files = globSync(`${folder}/**/*.{ts,mjs}`, { cwd: root });
  const paths = files.map((file) => file.replaceAll('\\', '/')).sort();
  return new Map(paths.map((file) => [file, importsFrom(file)]));
}

function importsFrom(file: string): Import[] {
  return importsIn(readFileSync(`${root}${file}`, 'utf8'))
    .filter(({ from }) => !from.startsWith('node:'))
    .map(({ from, isType }) => ({ from: fromRoot(from, file), isType }));
}

/** A package has the same name whether it is found or reached for. */
function fromRoot(from: string, file: string): string {
  if (!from.startsWith('.')) return from;
  return posix.join(posix.dirname(file), from).replace(/^node_modules\//, '');
}

/** A way that leads back to where it began, types included; undefined where there is none. */
export function circleIn(graph: ReadonlyMap<string, readonly Import[]>): string[] | undefined {
  const done = new Set<string>();
  for (const file of graph.keys()) {
    const found = follow(file, []);
    if (found) return found;
  }
  return undefined;

  function follow(file: string, way: readonly string[]): string[] | undefined {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const { from } of graph.get(file) ?? []) {
      const found = follow(from, [...way, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  }
}

/** A room of the house, as a row of the table in `docs/design.md` has it. */
export interface Room {
  /** Files, and folders with a stroke at the end. */
  places: string[];
  mayImport: string[];
  /** Those of them of which only types may be imported. */
  asTypes: string[];
  mayImportAnyPackage: boolean;
}

/**
 * The rooms of a table whose first column has the places and whose last one what they may import. "The vocabulary" is a row
 * that others name so.
 */
export function roomsOf(page: string): Room[] {
  const rows = [...page.matchAll(/^\| ([^|]*`[^|]*)\|[^|]*\|([^|]*)\|$/gm)];
  const vocabulary = rows.find(([, places = '']) => places.startsWith('The vocabulary'))?.[1] ?? '';
  return rows.map(([, places = '', cell = '']) => ({
    places: names(places),
    mayImport: names(cell.replace('the vocabulary', vocabulary)),
    asTypes: [...cell.matchAll(/`([^`]+)` as a type/g)].map(([, name = '']) => name),
    mayImportAnyPackage: cell.includes('any package'),
  }));
}

function names(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** What is wrong with what a file imports, a line each. */
export function trespassesOf(file: string, imports: readonly Import[], rooms: readonly Room[]) {
  const room = rooms.find(({ places }) => isIn(file, places));
  if (!room) return [`${file} is in no room`];
  return imports
    .filter(({ from, isType }) => !mayImport(room, from, isType))
    .map(({ from, isType }) => `${file} imports ${from}${isType ? ' as a type' : ''}`);
}

function mayImport(room: Room, from: string, isType: boolean): boolean {
  if (isIn(from, room.places)) return true;
  if (room.mayImportAnyPackage && !/\.(ts|mjs|js)$/.test(from)) return true;
  return isIn(from, room.mayImport) && (isType || !isIn(from, room.asTypes));
}

/** A folder holds all that is below it, `@scope/*` all packages of the scope. */
function isIn(path: string, places: readonly string[]): boolean {
  return places.some(
    (place) => path === place || (/\/\*?$/.test(place) && path.startsWith(place.replace('*', ''))),
  );
}
