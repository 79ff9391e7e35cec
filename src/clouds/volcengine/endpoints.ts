import type { EndpointOf } from '../cloud.ts';

/**
 * Regions with a host of their own; all others answer at `open.volcengineapi.com`
 * (volcengine/volcengine-nodejs-sdk `utils/endpoint.ts`, volcengine/volcengine-go-sdk `volcengineutil/url.go`).
 */
const OWN_HOST: readonly string[] = [
  'cn-beijing-autodriving',
  'cn-shanghai-autodriving',
  'cn-beijing-selfdrive',
  'ap-southeast-2',
  'ap-southeast-3',
];

/** The host of a product in a region. Throws for `vpc`: Volcengine documents no VPC endpoint of its APIs. */
export const volcengineEndpoint: EndpointOf = (product, region, network) => {
  if (network === 'vpc') {
    throw new Error('Volcengine documents no VPC endpoint of its APIs.');
  }
  return OWN_HOST.includes(region)
    ? `${product}.${region}.volcengineapi.com`
    : 'open.volcengineapi.com';
};
