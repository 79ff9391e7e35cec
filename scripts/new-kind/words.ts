import { MARK } from '../to-fill-in.ts';
import { type Facts, type Option, pascal } from './facts.ts';

/** What a guess leaves to be looked at. */
const ASKED: Partial<Record<Option, string>> = {
  version: "the version of the product's API",
  action: 'the operation that is polled',
  ids: 'how the API takes several ids',
  id: 'what an entry calls its id',
  status: 'what an entry calls its state',
  entries: 'the way to the list of entries',
};

/** `text` with each `{{word}}` as `words` has it. Throws where one is not there. */
export function fill(text: string, words: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(!?\w+)\}\}/g, (_, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`A template has an unknown word: ${word}.`);
    return value;
  });
}

/** All that the templates leave open, by its name there. */
export function wordsFor(facts: Facts): Record<string, string> {
  const { name, cloud, file, thing, product, version, action, id, status } = facts;
  const isAlibaba = cloud === 'alibaba';
  const service = isAlibaba ? file : name;
  const marks = Object.entries(ASKED).map(([option, text]) => [
    `!${option}`,
    facts.guesses.has(option as Option) ? ` // ${MARK}: ${text}` : '',
  ]);
  return {
    ...{ name, cloud, product, version, action, id, status, service },
    ...Object.fromEntries(marks),
    export: pascal(service).replace(/^./, (letter) => letter.toLowerCase()),
    sample: `t-${thing}`,
    regionName: isAlibaba ? 'cn-hangzhou' : 'cn-beijing',
    time: isAlibaba ? 'utcSeconds' : 'chinaSeconds',
    policyLead: `${isAlibaba ? 'A RAM' : 'An IAM'} policy for the user or role.`,
    exampleEnv: environment(isAlibaba),
    ...(facts.shape === 'list' ? ofList(facts, isAlibaba) : ofGet(facts)),
  };
}

function environment(isAlibaba: boolean): string {
  const secret = (name: string) => `  ${name}: \${{ secrets.${name} }}`;
  const lines = isAlibaba
    ? [
        secret('ALIBABA_CLOUD_ACCESS_KEY_ID'),
        secret('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
        '  ALIBABA_CLOUD_REGION_ID: cn-hangzhou',
      ]
    : [
        secret('VOLCENGINE_ACCESS_KEY'),
        secret('VOLCENGINE_SECRET_KEY'),
        '  VOLCENGINE_REGION: cn-beijing',
      ];
  return lines.join('\n');
}

/** A kind that lists: a few ids in a request, the answer in pages with tokens. */
function ofList({ id, ids, entries }: Facts, isAlibaba: boolean): Record<string, string> {
  const [root = '', ...rest] = entries.split('.');
  const idsParam = `${id}s`;
  const schema = nested(entries, 'z.nullish(z.array(z.unknown()))', 'z.looseObject({', '})');
  const list = `{ ${schema}, NextToken: pageToken }`;
  const isNumbered = ids === 'numbered';
  const texts: Record<string, { asked: string; read: string }> = {
    numbered: { asked: '', read: `return listParam(params, '${idsParam}');` },
    json: {
      asked: 'JSON.stringify(ids)',
      read: `try { return JSON.parse(params.${idsParam} || '[]'); } catch { throw invalid('${idsParam}', 'a JSON array'); }`,
    },
    comma: {
      asked: "ids.join(',')",
      read: `return params.${idsParam}?.split(',').map((id) => id.trim()) ?? [];`,
    },
  };
  const { asked = '', read = '' } = texts[ids] ?? {};
  const parameter = isNumbered ? `...numbered('${idsParam}', ids)` : `${idsParam}: ${asked}`;
  return {
    idsParam,
    options: isAlibaba ? '{ region }' : '_options',
    method: isAlibaba ? 'POST' : 'GET',
    methods: isAlibaba ? "['GET', 'POST']" : "['GET']",
    numberedImport: isNumbered ? 'numbered, ' : '',
    listParamImport: isNumbered ? ', listParam' : '',
    contractImport: isNumbered ? "import { numbered } from '../support/numbered.ts';\n" : '',
    checkRegionImport: isAlibaba ? "import { checkRegion } from './shared.ts';\n" : '',
    listSchema: isAlibaba ? list : `{ Result: z.looseObject(${list}) }`,
    listRoot: root,
    listPath: [root, ...rest].join('?.'),
    listBody: nested(entries, 'part.items.map(entry)', '{', '}'),
    result: isAlibaba ? '' : '.Result',
    entriesList: JSON.stringify([...(isAlibaba ? [] : ['Result']), root, ...rest]),
    regionQuery: isAlibaba ? 'RegionId: region, ' : '',
    region: isAlibaba ? 'const region = checkRegion(params);' : 'const { region } = backend;',
    regionWanted: '(region && { region })',
    byIds: isNumbered ? `numbered('${idsParam}', ids)` : `({ ${parameter} })`,
    readIds: read,
    mostIds: '100',
    poll: `(ids) => ({ query: { ${isAlibaba ? "RegionId: 'cn-hangzhou', " : ''}${parameter} } })`,
    contractEntries: isAlibaba ? entries : `Result.${entries}`,
    contractMore: `pageToken: '${isAlibaba ? '' : 'Result.'}NextToken',`,
  };
}

/** `A: { B: value }` of `A.B`. */
function nested(path: string, value: string, begin: string, end: string): string {
  const [last = '', ...outer] = path.split('.').reverse();
  return outer.reduce((held, key) => `${key}: ${begin} ${held} ${end}`, `${last}: ${value}`);
}

/** A kind that gets one task a request, by a parameter or by the path. */
function ofGet({ style, id, thing }: Facts): Record<string, string> {
  const isRoa = style === 'roa';
  const path = `/${thing}s`;
  const unknownCode = isRoa ? `Error${pascal(thing)}NotFound` : `Invalid${id}.NotFound`;
  const pattern = `/^\\/${thing}s\\/([^/]+)$/`;
  return {
    unknownCode,
    options: isRoa ? '_options' : '{ region }',
    method: isRoa ? 'GET' : 'POST',
    methods: isRoa ? "['GET']" : "['GET', 'POST']",
    envelope: isRoa ? 'ack' : 'alibaba',
    encodeImport: isRoa ? "import { percentEncode } from '../../clouds/encoding.ts';\n" : '',
    request: isRoa
      ? `path: \`${path}/\${percentEncode(id)}\`, // ${MARK}: the path`
      : `query: { RegionId: region, ${id}: id }, // ${MARK}: the parameters`,
    unknownFields: isRoa ? 'kind, code, status' : 'code',
    isUnknown: isRoa
      ? "return status === 404 && kind === 'request' && !/^Invalid(Api|Action|Product|Version|Region)/i.test(code);"
      : `return code === '${unknownCode}';`,
    sharedImport: isRoa ? '' : "import { checkRegion, need } from './shared.ts';\n",
    servicePath: isRoa ? `path: ${pattern}, // ${MARK}: the path` : '',
    getCall: isRoa ? '{ rawPath }: Call' : '{ params }: Call',
    region: isRoa ? 'const { region } = backend;' : 'const region = checkRegion(params);',
    regionWanted: '(region && { region })',
    getId: isRoa ? "decodeURIComponent(rawPath.split('/')[2] ?? '')" : `need(params, '${id}')`,
    contractImport: '',
    mostIds: '1',
    poll: isRoa
      ? `([id]) => ({ path: \`${path}/\${id}\` })`
      : `([id = '']) => ({ query: { RegionId: 'cn-hangzhou', ${id}: id } })`,
    contractEntries: '',
    contractMore: `unknownTask: '404 ${unknownCode}',`,
  };
}
