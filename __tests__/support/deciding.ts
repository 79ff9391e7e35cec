import type { Kind } from '../../emulator/index.ts';
import { CONTRACT } from './contract.ts';

/** What says that an answer is an error, in the envelopes of both clouds. */
const ENVELOPE = [
  ...['', 'Code', 'code', 'IsSuccess', 'AccessDeniedDetail', 'errorcode'],
  ...['ResponseMetadata', 'ResponseMetadata.Error'],
];

/**
 * The fields that decide, from the contract: id, state word, page token and error envelope, and the lists and objects
 * that hold them. Everything else only informs, and must not cost the wait.
 */
function fieldsOf(kind: Kind, byParent: boolean): string[] {
  const { entries, pageToken, deciding = [], parent } = CONTRACT[kind];
  const [list, id, status] = entries;
  const entry = list === '' ? '' : `${list}[].`;
  const lists = list === '' ? [] : [...upTo(list), `${list}[]`];
  const kinship = byParent && parent?.field ? [parent.field, parent.created] : [];
  return [
    ...[...lists, ...(pageToken ? upTo(pageToken) : []), ...deciding],
    ...[id, status, ...kinship].map((name) => `${entry}${name}`),
  ];
}

/** `a`, `a.b` and `a.b.c` of `a.b.c`. */
function upTo(path: string): string[] {
  const names = path.split('.');
  return names.map((_, index) => names.slice(0, index + 1).join('.'));
}

/** True of a field of the answer that is polled which decides anything; `byParent` in a look-up by parent. */
export function isDeciding(kind: Kind, path: string, byParent: boolean): boolean {
  return [...ENVELOPE, ...fieldsOf(kind, byParent)].includes(path);
}
