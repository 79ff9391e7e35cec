import { parseSync } from '@swc/core';

/** The texts that a source file holds: strings, and templates between their variable parts. */
export function textsIn(code: string): string[] {
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value, cooked } = node as Record<string, unknown>;
    if (type === 'StringLiteral') texts.push(String(value));
    if (type === 'TemplateElement') texts.push(String(cooked));
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(code, { syntax: 'typescript' }));
  return texts;
}
