import type { EndpointOf } from '../cloud.ts';
import { LISTED } from './endpoints.generated.ts';

/**
 * The government region, which the list has with its VPC host alone (aliyun/alibabacloud-typescript-sdk
 * `ecs-20140526/src/client.ts`). The SDKs' other exceptions are sites of the vendor's own, which no customer can use, and
 * finance regions, where the list has newer hosts.
 */
const NOT_LISTED: Readonly<Record<string, string>> = {
  'ecs cn-north-2-gov-1': 'ecs.aliyuncs.com',
};

/**
 * The host of a product in a region, by the vendor's list; of a region that is not on it (it may be new), by the rule
 * that most hosts follow. Throws where the vendor has no VPC endpoint there.
 */
export const alibabaEndpoint: EndpointOf = (product, region, network) => {
  const listed = LISTED[product];
  const isListed = listed?.regions.includes(region) ?? false;
  if (network === 'vpc') {
    // A product that answers elsewhere at one host for all regions has no VPC host that could be guessed.
    if (listed?.withoutVpc.includes(region) || (listed?.globalHost && !isListed)) {
      throw new Error(`Alibaba Cloud has no VPC endpoint of ${product} in ${region}.`);
    }
    return `${listed?.vpcPrefix ?? `${product}-vpc`}.${region}.aliyuncs.com`;
  }
  const exception = listed?.hosts[region] ?? NOT_LISTED[`${product} ${region}`];
  const elsewhere = isListed ? undefined : listed?.globalHost;
  return exception ?? elsewhere ?? `${product}.${region}.aliyuncs.com`;
};

/** The regions in which the vendor lists a product; none where the list lacks the product. */
export function alibabaRegions(product: string): readonly string[] {
  return LISTED[product]?.regions ?? [];
}
