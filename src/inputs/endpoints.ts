import type { CloudName, Product } from '../clouds/cloud.ts';
import { clouds } from '../clouds/index.ts';
import { nearestRegion } from '../clouds/regions.ts';
import { messageOf } from '../model/errors.ts';
import { oneOf, region } from './fields.ts';
import { type GivenAddress, type InputReader, readAddress, readField } from './reader.ts';

/**
 * Variables that stand in for two of the inputs, so that a rehearsal changes nothing of a step. They are this action's own:
 * VOLCENGINE_ENDPOINT and its like name hosts of any product, for other tools.
 */
export const ADDRESS_VARIABLES = {
  endpoint: 'WAIT_FOR_CLOUD_TASK_ENDPOINT',
  'sts-endpoint': 'WAIT_FOR_CLOUD_TASK_STS_ENDPOINT',
} as const;

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
  const stsEndpoint = readAddress(reader, 'sts-endpoint', ADDRESS_VARIABLES['sts-endpoint']);
  const endpoint = readAddress(reader, 'endpoint', ADDRESS_VARIABLES.endpoint);
  if (endpoint) warnOfVariable('endpoint', endpoint, reader);
  else if (found) warnOfUnlisted(found, cloudName, product, reader);
  return {
    region: found,
    network,
    endpoint:
      endpoint?.url ?? vendorUrl('endpoint', () => cloud.endpoint(product.code, found, network)),
    tokenUrl: () => {
      if (!stsEndpoint) return vendorUrl('sts-endpoint', () => cloud.tokenHost(found, network));
      warnOfVariable('sts-endpoint', stsEndpoint, reader);
      return stsEndpoint.url;
    },
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

/** Nobody should take an emulator's word for the cloud's: the step's own inputs do not show where it asks. */
function warnOfVariable(input: string, { url, variable }: GivenAddress, reader: InputReader): void {
  if (!variable || !url) return;
  reader.warning(
    `\`${input}\` is \`${url}\`, from the variable ${variable}: this machine is asked, not the cloud.`,
  );
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
