import type { CloudName, Product } from '../clouds/cloud.ts';
import { clouds } from '../clouds/index.ts';
import { nearestRegion } from '../clouds/regions.ts';
import { messageOf } from '../errors.ts';
import { oneOf, region } from './fields.ts';
import { type Form, readAddress, readField } from './form.ts';

/** Where the cloud answers. */
export interface Place {
  region: string;
  network: 'public' | 'vpc';
  /** Base URL of the product. */
  endpoint: string;
  /** Base URL of the token service; told to the form where the vendor has none there. */
  tokenUrl: () => string;
}

/** Region and endpoints; empty texts where the form was told why not. */
export function readPlace(cloudName: CloudName, product: Product, form: Form): Place {
  const cloud = clouds[cloudName];
  const found = readRegion(cloud.regionVariables, form);
  const network = readField(form, 'network', oneOf(['public', 'vpc'])) ?? 'public';
  // Checked whether it is used or not: a wrong one should not wait for the day that it is.
  const stsEndpoint = readAddress(form, 'sts-endpoint');
  const endpoint = readAddress(form, 'endpoint');
  if (found && !form.text('endpoint')) warnOfUnlisted(found, cloudName, product, form);
  return {
    region: found,
    network,
    endpoint: form.text('endpoint')
      ? (endpoint ?? '')
      : vendorUrl('endpoint', () => cloud.endpoint(product.code, found, network)),
    tokenUrl: () =>
      form.text('sts-endpoint')
        ? (stsEndpoint ?? '')
        : vendorUrl('sts-endpoint', () => cloud.tokenHost(found, network)),
  };

  function vendorUrl(input: string, vendorHost: () => string): string {
    try {
      return `https://${vendorHost()}`;
    } catch (error) {
      form.problem(
        'network',
        `network: \`${network}\` cannot be used. ${messageOf(error)} Set network to \`public\`, or ${input} to a base URL of your own.`,
      );
      return '';
    }
  }
}

/** No error: the vendor's list may be older than the region. */
function warnOfUnlisted(found: string, cloudName: CloudName, product: Product, form: Form): void {
  const { title, regions } = clouds[cloudName];
  const known = regions(product.code);
  if (known.length === 0 || known.includes(found)) return;
  const near = nearestRegion(found, known);
  const hint = near ? ` Did you mean \`${near}\`?` : '';
  form.warning(
    `\`region\`: \`${found}\` is not among the regions in which ${title} lists ${product.code}.${hint} Where it is new, all is well.`,
  );
}

function readRegion(variables: readonly string[], form: Form): string {
  if (form.text('region')) return readField(form, 'region', region) ?? '';
  const variable = variables.find((name) => form.variable(name));
  if (!variable) {
    form.problem('region', `region is missing. Set it, or the variable ${variables[0]}.`);
    return '';
  }
  return readField(form, 'region', region, variable) ?? '';
}
