import type { CloudName, Product } from '../clouds/cloud.ts';
import { clouds } from '../clouds/index.ts';
import { nearestRegion } from '../clouds/regions.ts';
import { messageOf } from '../model/errors.ts';
import { oneOf, region } from './fields.ts';
import { type InputReader, readAddress, readField } from './reader.ts';

/** Where the cloud answers. */
export interface Endpoints {
  region: string;
  network: 'public' | 'vpc';
  /** Base URL of the product. */
  endpoint: string;
  /** Base URL of the token service; told to the reader where the vendor has none there. */
  tokenUrl: () => string;
}

/** Region and endpoints; empty texts where the reader was told why not. */
export function readEndpoints(
  cloudName: CloudName,
  product: Product,
  reader: InputReader,
): Endpoints {
  const cloud = clouds[cloudName];
  const found = readRegion(cloud.regionVariables, reader);
  const network = readField(reader, 'network', oneOf(['public', 'vpc'])) ?? 'public';
  // Checked whether it is used or not: a wrong one should not wait for the day that it is.
  const stsEndpoint = readAddress(reader, 'sts-endpoint');
  const endpoint = readAddress(reader, 'endpoint');
  if (found && !reader.text('endpoint')) warnOfUnlisted(found, cloudName, product, reader);
  return {
    region: found,
    network,
    endpoint: reader.text('endpoint')
      ? (endpoint ?? '')
      : vendorUrl('endpoint', () => cloud.endpoint(product.code, found, network)),
    tokenUrl: () =>
      reader.text('sts-endpoint')
        ? (stsEndpoint ?? '')
        : vendorUrl('sts-endpoint', () => cloud.tokenHost(found, network)),
  };

  function vendorUrl(input: string, vendorHost: () => string): string {
    try {
      return `https://${vendorHost()}`;
    } catch (error) {
      reader.problem(
        'network',
        `{input:network}: \`${network}\` cannot be used. ${messageOf(error)} Set {input:network} to \`public\`, or {input:${input}} to a base URL of your own.`,
      );
      return '';
    }
  }
}

/** No error: the vendor's list may be older than the region. */
function warnOfUnlisted(
  found: string,
  cloudName: CloudName,
  product: Product,
  reader: InputReader,
): void {
  const { title, regions } = clouds[cloudName];
  const known = regions(product.code);
  if (known.length === 0 || known.includes(found)) return;
  const near = nearestRegion(found, known);
  const hint = near ? ` Did you mean \`${near}\`?` : '';
  reader.warning(
    `\`{input:region}\`: \`${found}\` is not among the regions in which ${title} lists ${product.code}.${hint} Where it is new, all is well.`,
  );
}

function readRegion(variables: readonly string[], reader: InputReader): string {
  if (reader.text('region')) return readField(reader, 'region', region) ?? '';
  const variable = variables.find((name) => reader.variable(name));
  if (!variable) {
    reader.problem('region', `{input:region} is missing. Set it, or the variable ${variables[0]}.`);
    return '';
  }
  return readField(reader, 'region', region, variable) ?? '';
}
