import { parseArgs } from 'node:util';
import { kinds, operations } from '../../emulator/kinds.ts';
import { type CloudName, cloudNames } from '../../src/clouds/cloud.ts';

/** What can be said of a kind on the command line, each with what it is where it is not said. */
const OPTIONS = {
  product: 'code of the product, as in its host names; default: the second word of the name',
  version: "version of the product's API, such as 2014-05-26; default: that of another kind",
  action: 'operation that is polled; default: made of the name',
  shape: 'list (a few ids in a request, the answer in pages) or get (one task a request)',
  style: 'rpc, or roa where the path names the task',
  ids: 'how a list takes several ids: numbered (Id.1=…), json or comma',
  id: 'what an entry calls its id',
  status: 'what an entry calls its state',
  entries: 'the way to the list of entries, such as Snapshots.Snapshot; without Result',
} as const;

export type Option = keyof typeof OPTIONS;

/** A kind that is to be made. */
export interface Facts extends Record<Option, string> {
  name: string;
  cloud: CloudName;
  /** The name without its cloud: `ecs-snapshot`. */
  file: string;
  /** What it waits for: `snapshot`. */
  thing: string;
  /** What nobody has said, and has to be looked at. */
  guesses: ReadonlySet<Option>;
}

export const USAGE = [
  'Usage: npm run new-kind -- CLOUD-PRODUCT-THING [options], such as alibaba-ecs-snapshot',
  ...Object.entries(OPTIONS).map(([name, text]) => `  --${name.padEnd(9)}${text}`),
].join('\n');

const FORMS: Readonly<Record<Option, RegExp>> = {
  product: /^[a-z][a-z0-9]*$/,
  version: /^\d{4}-\d\d-\d\d$/,
  action: /^[A-Z][A-Za-z0-9]*$/,
  shape: /^(list|get)$/,
  style: /^(rpc|roa)$/,
  ids: /^(numbered|json|comma)$/,
  id: /^[A-Za-z]\w*$/,
  status: /^[A-Za-z]\w*$/,
  entries: /^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/,
};

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function readFacts(args: readonly string[]): Facts {
  const names = Object.keys(OPTIONS) as Option[];
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const [name = '', ...more] = positionals;
  if (name === '' || more.length > 0) throw new Error('Exactly one name is needed.');
  const given = Object.fromEntries(
    Object.entries(values).flatMap(([option, value]) =>
      typeof value === 'string' ? [[option, value]] : [],
    ),
  ) as Partial<Record<Option, string>>;
  for (const [option, value] of Object.entries(given) as [Option, string][]) {
    if (!FORMS[option].test(value)) {
      throw new Error(`--${option} ${JSON.stringify(value)} is none: ${OPTIONS[option]}.`);
    }
  }
  const named = readName(name);
  const facts = { ...named, ...guessed(named, given), ...given };
  refuse(facts, given);
  return {
    ...facts,
    guesses: new Set(
      names.filter((option) => given[option] === undefined && isGuess(option, facts)),
    ),
  };
}

type Named = Pick<Facts, 'name' | 'cloud' | 'file' | 'thing'> & { second: string };

function readName(name: string): Named {
  const [, cloud, second = '', thing = ''] =
    /^([a-z]+)-([a-z][a-z0-9]*)-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(name) ?? [];
  const known = cloudNames.find((each) => each === cloud);
  if (!known) {
    throw new Error(
      `${JSON.stringify(name)} is no name of a kind: cloud (${cloudNames.join(' or ')}), product and thing, in small letters, with hyphens.`,
    );
  }
  return { name, cloud: known, second, thing, file: `${second}-${thing}` };
}

/** What holds where nothing is said; what the vendor calls something can only be guessed. */
function guessed({ cloud, second, thing }: Named, given: Partial<Record<Option, string>>) {
  const { product = second, style = 'rpc', shape = style === 'roa' ? 'get' : 'list' } = given;
  const isRoa = style === 'roa';
  return {
    product,
    style,
    shape,
    version: knownVersion(cloud, product) ?? '2000-01-01',
    action: shape === 'list' ? `Describe${pascal(thing)}s` : `Get${pascal(thing)}`,
    ids: 'numbered',
    id: isRoa ? 'task_id' : 'TaskId',
    status: isRoa ? 'state' : 'Status',
    entries: 'Tasks',
  };
}

/** The version of a product of which the emulator plays another kind. */
function knownVersion(cloud: CloudName, product: string): string | undefined {
  return operations.find(
    (each) => each.cloud === cloud && each.permission?.startsWith(`${product}:`),
  )?.version;
}

function isGuess(
  option: Option,
  { cloud, product, shape }: Pick<Facts, 'cloud' | 'product' | 'shape'>,
): boolean {
  if (option === 'version') return knownVersion(cloud, product) === undefined;
  if (option === 'entries' || option === 'ids') return shape === 'list';
  return option === 'action' || option === 'id' || option === 'status';
}

/** Throws where the kind is there, or could not be made. */
function refuse(facts: Omit<Facts, 'guesses'>, given: Partial<Record<Option, string>>): void {
  const { name, cloud, shape, style, action, version } = facts;
  if (kinds.some((kind) => kind === name)) throw new Error(`There is a kind ${name} already.`);
  if (style === 'roa' && shape === 'list') {
    throw new Error('--style roa has one task a request, since the path names it: --shape get.');
  }
  if (cloud === 'volcengine' && shape === 'get') {
    throw new Error("Volcengine's answers stand in Result, which only --shape list reads so far.");
  }
  const unused = (['ids', 'entries'] as const).find((each) => given[each] && shape === 'get');
  if (unused) throw new Error(`--${unused} is about lists, not about --shape get.`);
  const claimed = operations.find(
    (each) => each.cloud === cloud && each.version === version && each.action === action,
  );
  if (claimed) {
    throw new Error(
      `${action} of ${version} is played for ${claimed.kind} already: --action names another.`,
    );
  }
}

/** `NodePool` of `node-pool`. */
export function pascal(text: string): string {
  return text
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
