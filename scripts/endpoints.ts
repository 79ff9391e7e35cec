/**
 * Writes `src/clouds/alibaba/endpoints.generated.ts`, the regions and hosts of the products that we ask, from the
 * vendor's own metadata: a clone of https://github.com/aliyun/aliyun-openapi-meta, bare or not, whose path is the
 * argument. `--check` needs no clone: it compares the form of the file with what would be written of its own content.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LISTED, type ListedProduct, SOURCE } from '../src/clouds/alibaba/endpoints.generated.ts';
import type { CloudName } from '../src/clouds/cloud.ts';
import { definitions } from './definitions.ts';

/** Those that the kinds ask, and the token service. */
const PRODUCTS: readonly string[] = [...new Set([...productsOf('alibaba'), 'sts'])].sort();

const REPOSITORY = 'aliyun/aliyun-openapi-meta';
const root = fileURLToPath(new URL('../', import.meta.url));
const file = `${root}src/clouds/alibaba/endpoints.generated.ts`;

function productsOf(cloud: CloudName): string[] {
  return Object.values(definitions).flatMap((kind) =>
    kind.cloud === cloud ? [kind.product.code] : [],
  );
}

/** A product in `en-US/products.json`, which has every region with its hosts. */
interface Product {
  code: string;
  endpoints: Record<string, { regionId: string; public: string; vpc?: string }>;
}

/** The same in the older `metadatas/products.json`, which has VPC hosts of newer regions and the global host. */
interface OlderProduct {
  code: string;
  regional_vpc_endpoints: Record<string, string>;
  global_endpoint: string;
}

/** What is kept of a product. Throws where its hosts do not follow a rule that the code knows. */
export function listed(code: string, product: Product, older: OlderProduct): ListedProduct {
  const endpoints = Object.values(product.endpoints);
  const vpc = new Map(Object.entries(older.regional_vpc_endpoints));
  for (const { regionId, vpc: host } of endpoints) if (host) vpc.set(regionId, host);
  // Two names of hosts stand among the older ones as if they were regions; the public list does not have them.
  const regions = new Set([...endpoints.map(({ regionId }) => regionId), ...vpc.keys()]);
  const [[region = '', host = ''] = []] = vpc;
  const vpcPrefix = host.replace(`.${region}.aliyuncs.com`, '');
  const strange = [...vpc].find(([name, at]) => at !== `${vpcPrefix}.${name}.aliyuncs.com`);
  if (strange) throw new Error(`${code}: the VPC host of ${strange.join(' is ')}.`);
  return {
    ...(older.global_endpoint && { globalHost: older.global_endpoint }),
    vpcPrefix,
    hosts: Object.fromEntries(
      endpoints
        .filter((at) => at.public !== `${code}.${at.regionId}.aliyuncs.com`)
        .map((at): [string, string] => [at.regionId, at.public])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    withoutVpc: [...regions].filter((name) => !vpc.has(name)).sort(),
    regions: [...regions].sort(),
  };
}

/** The whole file, formatted. */
function render(commit: string, products: Readonly<Record<string, ListedProduct>>): string {
  const text = `// Written by scripts/endpoints.ts from ${REPOSITORY}; do not edit.

/** Where and which commit the lists are of. */
export const SOURCE = ${JSON.stringify(`${REPOSITORY}@${commit}`)};

export interface ListedProduct {
  /** Answers for every region in which the product has no host of its own. */
  globalHost?: string;
  /** The VPC host is \`<prefix>.<region>.aliyuncs.com\`. */
  vpcPrefix: string;
  /** Public hosts that are not \`<product>.<region>.aliyuncs.com\`. */
  hosts: Readonly<Record<string, string>>;
  /** Regions without a VPC host. */
  withoutVpc: readonly string[];
  regions: readonly string[];
}

export const LISTED: Readonly<Record<string, ListedProduct>> = ${JSON.stringify(products)};
`;
  const biome = `${root}node_modules/@biomejs/biome/bin/biome`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [biome, 'format', '--stdin-file-path=src/clouds/alibaba/endpoints.generated.ts'],
    { cwd: root, input: text, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function fromRepository(folder: string): string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const find = <T extends { code: string }>(path: string, code: string): T => {
    const { products }: { products: T[] } = JSON.parse(git('show', `HEAD:${path}`));
    const found = products.find((product) => product.code.toLowerCase() === code);
    if (!found) throw new Error(`${path} has no product ${code}.`);
    return found;
  };
  const products = PRODUCTS.map((code): [string, ListedProduct] => [
    code,
    listed(
      code,
      find<Product>('en-US/products.json', code),
      find<OlderProduct>('metadatas/products.json', code),
    ),
  ]);
  return render(git('rev-parse', 'HEAD').trim(), Object.fromEntries(products));
}

/** What is wrong with the committed file, as far as it can be told without its source. */
export function formProblem(text: string, source = SOURCE, products = LISTED): string {
  const [, commit] = /^aliyun\/aliyun-openapi-meta@([0-9a-f]{40})$/.exec(source) ?? [];
  if (!commit) return `SOURCE names no commit of ${REPOSITORY}.`;
  if (Object.keys(products).join() !== PRODUCTS.join())
    return `Not the products ${PRODUCTS}: write it anew from a clone of ${REPOSITORY}.`;
  for (const [code, { regions, withoutVpc, hosts }] of Object.entries(products)) {
    for (const names of [regions, withoutVpc, Object.keys(hosts)]) {
      if ([...new Set(names)].sort().join() !== names.join()) {
        return `${code}: regions are not sorted, or one stands there twice.`;
      }
    }
  }
  return render(commit, products) === text ? '' : 'Not as scripts/endpoints.ts would write it.';
}

function main([argument]: readonly string[]): number {
  if (argument === '--check') {
    const problem = formProblem(readFileSync(file, 'utf8'));
    if (problem) console.error(`endpoints.generated.ts: ${problem}`);
    return problem ? 1 : 0;
  }
  if (!argument) {
    console.error(`Usage: node scripts/endpoints.ts PATH-OF-A-CLONE-OF-${REPOSITORY} | --check`);
    return 2;
  }
  writeFileSync(file, fromRepository(argument));
  return 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
