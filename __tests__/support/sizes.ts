import { parseSync } from '@swc/core';

/** A function in a file; an inner one counts for itself, and its outer one counts whole. */
export interface Sized {
  /** Its own name, or that of what it was given to; empty where it has none. */
  name: string;
  lines: number;
}

/** What is read of the parser's nodes. */
interface Node {
  type?: string;
  span?: { start: number; end: number };
  identifier?: { value?: string } | null;
  id?: { value?: string };
  key?: { value?: string; id?: { value?: string } };
}

const FUNCTIONS: readonly string[] = [
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
];

/** Every function of a TypeScript file with the lines from its first word to its last bracket. */
export function functionsIn(code: string): Sized[] {
  // What the parser counts are bytes, from wherever it left off with the last file: a first statement gives it away.
  // The line that names the interpreter is none of the language's.
  const bytes = Buffer.from(`;${code.replace(/^#!.*/, '')}`);
  const { body } = parseSync(bytes.toString(), { syntax: 'typescript', target: 'es2024' });
  const first = (body[0] as Node | undefined)?.span?.start ?? 0;
  const found: Sized[] = [];
  visit(body, '');
  return found;

  function visit(value: unknown, outer: string): void {
    if (typeof value !== 'object' || value === null) return;
    const name = nameOf(value) ?? outer;
    const { type = '', span } = value as Node;
    const isFunction = FUNCTIONS.includes(type);
    if (isFunction && span) {
      const text = bytes.subarray(span.start - first, span.end - first).toString();
      found.push({ name, lines: linesIn(text) });
    }
    for (const child of Object.values(value)) visit(child, isFunction ? '' : name);
  }
}

function nameOf({ type, identifier, id, key }: Node): string | undefined {
  if (type === 'VariableDeclarator') return id?.value;
  return identifier?.value ?? key?.value ?? key?.id?.value;
}

/** As an editor counts them: what stands behind the last line break is a line where there is something. */
export function linesIn(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}
