import { isLeaf, isNothing, type Tree, textOf, valueAt } from './json-tree.ts';

/** What a `Code` may be beside a success. */
const NO_ERROR = ['', '0', '200', 'OK', 'SUCCESS', 'SUCCESSFUL'];

/** True of an answer in which neither cloud's envelope says anything of an error. */
export function isClean(body: Tree): boolean {
  const isQuiet = (name: string) => {
    const value = valueAt(body, name);
    if (isNothing(value)) return true;
    const word = textOf(value) ?? (isNumber(value) ? String(Number(value.text)) : undefined);
    return word !== undefined && NO_ERROR.includes(upper(word));
  };
  const success = valueAt(body, 'IsSuccess');
  const metadata = valueAt(body, 'ResponseMetadata');
  return (
    isQuiet('Code') &&
    isQuiet('code') &&
    (success === undefined || isLeaf(success, 'true')) &&
    ['AccessDeniedDetail', 'accessDeniedDetail', 'errorcode'].every((name) =>
      isNothing(valueAt(body, name)),
    ) &&
    (isNothing(metadata) || (metadata?.type === 'object' && isNothing(valueAt(metadata, 'Error'))))
  );
}

function isNumber(tree: Tree | undefined): tree is { type: 'leaf'; text: string } {
  return tree?.type === 'leaf' && /^-?\d/.test(tree.text);
}

/** In ASCII alone. */
export function upper(word: string): string {
  return word.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
