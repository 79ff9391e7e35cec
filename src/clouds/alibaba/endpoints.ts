import type { EndpointOf } from '../cloud.ts';

/**
 * The rule is `<product>.<region>.aliyuncs.com`. The exceptions stand in Alibaba's own metadata
 * (aliyun/aliyun-openapi-meta `en-US/products.json`) and in the endpoint maps of its SDKs
 * (aliyun/alibabacloud-typescript-sdk `ecs-20140526/src/client.ts`, `cs-20151215/src/client.ts`).
 */
const EXCEPTIONS: Record<string, Record<string, string>> = {
  eci: {
    'cn-shanghai-finance-1': 'eci.cn-shanghai-finance.aliyuncs.com',
    'cn-shenzhen-finance-1': 'eci.cn-shenzhen-finance.aliyuncs.com',
  },
  cr: {},
  ecs: {
    ...regions('ecs-cn-hangzhou.aliyuncs.com', [
      'cn-hangzhou',
      'cn-shanghai-finance-1',
      'cn-shenzhen-finance-1',
      'cn-beijing-nu16-b01',
      'cn-fujian',
      'cn-haidian-cm12-c01',
      'cn-hangzhou-bj-b01',
      'cn-hangzhou-internal-prod-1',
      'cn-hangzhou-internal-test-1',
      'cn-hangzhou-internal-test-2',
      'cn-hangzhou-internal-test-3',
      'cn-hangzhou-test-306',
      'cn-shanghai-et15-b01',
      'cn-shanghai-et2-b01',
      'cn-shanghai-internal-test-1',
      'cn-shenzhen-st4-d01',
      'cn-shenzhen-su18-b01',
      'cn-zhangbei-na61-b01',
    ]),
    ...regions('ecs.aliyuncs.com', [
      'cn-north-2-gov-1',
      'ap-northeast-2-pop',
      'cn-beijing-finance-pop',
      'cn-beijing-gov-1',
      'cn-hangzhou-finance',
      'cn-hongkong-finance-pop',
      'cn-shanghai-inner',
      'cn-shenzhen-inner',
      'cn-wuhan',
      'cn-yushanfang',
      'cn-zhangbei',
      'rus-west-1-pop',
    ]),
    ...regions('ecs.cn-qingdao-nebula.aliyuncs.com', [
      'cn-edge-1',
      'cn-huhehaote-nebula-1',
      'cn-zhengzhou-nebula-1',
    ]),
    'cn-zhangjiakou-na62-a01': 'ecs.cn-zhangjiakou.aliyuncs.com',
    'eu-west-1-oxs': 'ecs.cn-shenzhen-cloudstone.aliyuncs.com',
  },
  cs: regions('cs.aliyuncs.com', [
    'ap-northeast-2-pop',
    'cn-beijing-gov-1',
    'cn-edge-1',
    'cn-qingdao-nebula',
  ]),
  sts: regions('sts.aliyuncs.com', ['cn-hangzhou-finance', 'cn-shenzhen-finance-1']),
};

/** Inside a VPC, ACK answers under a name of its own in every region. */
const VPC_CODE: Record<string, string> = { cs: 'cs-anony' };

/** Regions in which the vendor's metadata lists no VPC endpoint. */
const WITHOUT_VPC: Record<string, readonly string[]> = {
  eci: ['cn-hangzhou-finance'],
  ecs: ['cn-hangzhou-finance'],
  sts: ['cn-hangzhou-finance'],
  cr: ['cn-wulanchabu', 'cn-huhehaote', 'cn-heyuan'],
};

/** The host of a product in a region. Throws where the vendor has no VPC endpoint there. */
export const alibabaEndpoint: EndpointOf = (product, region, network) => {
  if (network === 'vpc') {
    if (WITHOUT_VPC[product]?.includes(region)) {
      throw new Error(`Alibaba Cloud has no VPC endpoint of ${product} in ${region}.`);
    }
    return `${VPC_CODE[product] ?? product}-vpc.${region}.aliyuncs.com`;
  }
  return EXCEPTIONS[product]?.[region] ?? `${product}.${region}.aliyuncs.com`;
};

function regions(host: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, host]));
}
