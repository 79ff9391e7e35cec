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

/**
 * The regions of the public cloud, without points of presence and sites of the vendor's own
 * (volcengine/volcengine-php-sdk `src/Common/Endpoint/Providers/StandardEndpointProvider.php`,
 * volcengine/mcp-server `server/mcp_server_vke/README.md`). There is no list by product.
 */
const REGIONS: readonly string[] = [
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'cn-beijing',
  'cn-beijing-autodriving',
  'cn-beijing-selfdrive',
  'cn-beijing2',
  'cn-chengdu',
  'cn-datong',
  'cn-guangzhou',
  'cn-hangzhou',
  'cn-hongkong',
  'cn-shanghai',
  'cn-shanghai-autodriving',
  'cn-wuhan',
  'cn-wulanchabu',
];

/** The regions of Volcengine, the same for every product. */
export function volcengineRegions(): readonly string[] {
  return REGIONS;
}
