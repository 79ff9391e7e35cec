import type { HttpResponse } from '../../src/model/world.ts';
import { printTree, type Tree, treeOf, treeOfText } from './json-tree.ts';

/** What a field may hold in place of what belongs there; JSON texts. */
export const ILL_TYPED = ['null', '7', '"text"', 'true', '{}', '[]'] as const;

/** What else; among it what other fields hold, and what is no good in a log. */
export const VALUES = [
  ...ILL_TYPED,
  ...['""', '0', '-1', 'false', '1e999', '123456789012345678901234567890', '0.1', '[null]', '[[]]'],
  ...['"0"', '"null"', '"true"', '"false"', '"success"', '"Succeeded"', '"Finished"', '"Failed"'],
  ...['{"__proto__":{"Code":"NoPermission"}}', '{"constructor":null}', '"a\\u0000b"', '"\\ud800"'],
  ...['"2026-11-20T00:00:00Z"', '"t-1"', '"t-2"', '"m-1"', '"100%"', '"a\\nb::error::c"'],
];

/** Names of fields that have a meaning somewhere, or none but trouble. */
export const NAMES = [
  ...[
    'Code',
    'code',
    'Message',
    'message',
    'IsSuccess',
    'AccessDeniedDetail',
    'accessDeniedDetail',
  ],
  ...['ResponseMetadata', 'Error', 'error', 'errorcode', 'Result', 'Data', 'NextToken', 'Tasks'],
  ...['TaskStatus', 'Status', 'state', 'TaskId', 'Id', 'task_result', 'TotalCount', 'PageNumber'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', ''],
];

/** Errors of both clouds, whole and sick, for a field to hold. */
export const ENVELOPES: readonly [name: string, value: unknown][] = [
  ['Code', 'NoPermission'],
  ['Code', 'Throttling.User'],
  ['Code', ['NoPermission']],
  ['code', 'StatusForbidden'],
  ['IsSuccess', false],
  ['IsSuccess', 'false'],
  ['AccessDeniedDetail', { AuthAction: 'ecs:DescribeTasks' }],
  ['AccessDeniedDetail', 'ImplicitDeny'],
  ['accessDeniedDetail', { AuthAction: 'cs:DescribeTaskInfo' }],
  ['ResponseMetadata', { RequestId: null, Error: { Code: 'AccessDenied', Message: 7 } }],
  ['ResponseMetadata', { Error: 'broken' }],
  ['ResponseMetadata', []],
  ['errorcode', 100_013],
  ['errorcode', 'InternalError'],
];

/** Other spellings of a word, of which only the first two say the same. */
export const SPELLINGS = {
  upper: (word: string) => word.toUpperCase(),
  lower: (word: string) => word.toLowerCase(),
  'long s': (word: string) => word.replace(/s/i, 'ſ'),
  'sharp s': (word: string) => word.replace(/ss?/i, 'ß'),
  ligature: (word: string) => word.replace(/fi/i, 'ﬁ'),
  'dotless i': (word: string) => word.replace(/i/i, 'ı'),
  'full width': (word: string) =>
    word.replace(/[!-~]/, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  'zero width': (word: string) => `${word}\u200b`,
  nul: (word: string) => `${word}\u0000`,
  space: (word: string) => ` ${word}`,
  'line end': (word: string) => `${word}\n`,
  half: (word: string) => word.slice(0, Math.ceil(word.length / 2)),
  twice: (word: string) => word + word,
} as const;

/** What a value may be packed in. */
export const WRAPS = {
  list: (tree: Tree): Tree => ({ type: 'list', items: [tree] }),
  object: (tree: Tree): Tree => ({ type: 'object', fields: [['Data', tree]] }),
  json: (tree: Tree): Tree => treeOf(printTree(tree)),
  deep: (tree: Tree): Tree => treeOfText(`${'['.repeat(500)}${printTree(tree)}${']'.repeat(500)}`),
} as const;

type Wire = (response: HttpResponse) => HttpResponse;
const withStatus =
  (status: number): Wire =>
  (response) => ({ ...response, status });
const withBody =
  (change: (body: string) => string): Wire =>
  (response) => ({ ...response, body: change(response.body) });
const withHeader =
  (name: string, value: string): Wire =>
  (response) => ({ ...response, headers: { ...response.headers, [name]: value } });

/** What may be wrong around the JSON. */
export const WIRES = {
  ...Object.fromEntries(
    [
      ...[200, 201, 202, 203, 204, 206, 207, 226, 299, 300, 304, 400, 401, 403, 404],
      429,
      500,
      503,
    ].map((status) => [`HTTP ${status}`, withStatus(status)]),
  ),
  bom: withBody((body) => `\ufeff${body}`),
  'cut in half': withBody((body) => body.slice(0, body.length / 2)),
  'cut at the end': withBody((body) => body.slice(0, -1)),
  empty: withBody(() => ''),
  'in a list': withBody((body) => `[${body}]`),
  'in a text': withBody((body) => JSON.stringify(body)),
  'twice in a row': withBody((body) => body + body),
  'with more after it': withBody((body) => `${body} x`),
  'with nul after it': withBody((body) => `${body}\u0000`),
  'a page': withBody((body) => `<html>${body}</html>`),
  xml: (response) => ({
    status: response.status,
    headers: { 'content-type': 'text/xml' },
    body: '<Error><Code>NoPermission</Code></Error>',
  }),
  'as text': withHeader('content-type', 'text/plain'),
  'as xml': withHeader('content-type', 'text/xml'),
  'wait long': withHeader('retry-after', '99999999'),
  'wait oddly': withHeader('x-acs-retry-after', '-1e999'),
  'no date': withHeader('date', 'yesterday'),
} satisfies Record<string, Wire> as Record<string, Wire>;
