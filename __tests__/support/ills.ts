import type { HttpResponse } from '../../src/model/world.ts';
import { isDeciding } from './deciding.ts';
import { parseTree, placesIn, printTree, treeOfText } from './json-tree.ts';
import { ILL_TYPED } from './mutation-tables.ts';
import type { Recording } from './recordings.ts';

/** What may be wrong with a field that only informs: another type, not there, there twice. */
export const ILLS = [...ILL_TYPED, 'absent', 'twice'] as const;
export type Ill = (typeof ILLS)[number];

/** A field that only informs: in which answer, and its place there. */
export interface Informing {
  question: string;
  path: string;
  index: number;
}

/** The operation of a question. */
export function operationOf(question: string): string {
  return /[?&]Action=(\w+)/.exec(question)?.[1] ?? question.replace(/ .*/, '');
}

/**
 * Every field that only informs, of the answers that are polled and of those that are looked up afterwards, found by
 * walking them. Of a look-up afterwards nothing decides.
 */
export function informingIn({ kind, answers, parents }: Recording): Informing[] {
  const [first = ''] = [...answers.keys()];
  return [...answers].flatMap(([question, { body }]) => {
    const isPolled = operationOf(question) === operationOf(first);
    return placesIn(treeOfText(body)).flatMap(({ path }, index) =>
      isPolled && isDeciding(kind, path, parents.length > 0) ? [] : [{ question, path, index }],
    );
  });
}

/** An answer with some of its fields ill. */
export function withIlls(
  response: HttpResponse,
  ills: readonly { index: number; ill: Ill }[],
): HttpResponse {
  const root = parseTree(response.body);
  if (!root || ills.length === 0) return response;
  const places = placesIn(root);
  for (const { index, ill } of ills) {
    const place = places[index];
    if (ill === 'absent') place?.remove();
    else if (ill === 'twice') place?.repeat(treeOfText('"text"'));
    else place?.set(treeOfText(ill));
  }
  return { ...response, body: printTree(root) };
}
