import { describe, expect, test } from '@jest/globals';
import { alibabaEndpoint } from '../../../src/clouds/alibaba/endpoints.ts';

/** Hosts that the rule does not give, as the vendor's metadata and SDKs have them. */
const EXCEPTIONS: Record<string, Record<string, readonly string[]>> = {
  eci: {
    'eci.cn-shanghai-finance.aliyuncs.com': ['cn-shanghai-finance-1'],
    'eci.cn-shenzhen-finance.aliyuncs.com': ['cn-shenzhen-finance-1'],
  },
  ecs: {
    'ecs-cn-hangzhou.aliyuncs.com': [
      ...['cn-hangzhou', 'cn-shanghai-finance-1', 'cn-shenzhen-finance-1'],
      ...['cn-beijing-nu16-b01', 'cn-fujian', 'cn-haidian-cm12-c01', 'cn-hangzhou-bj-b01'],
      ...['cn-hangzhou-internal-prod-1', 'cn-hangzhou-internal-test-1'],
      ...['cn-hangzhou-internal-test-2', 'cn-hangzhou-internal-test-3', 'cn-hangzhou-test-306'],
      ...['cn-shanghai-et15-b01', 'cn-shanghai-et2-b01', 'cn-shanghai-internal-test-1'],
      ...['cn-shenzhen-st4-d01', 'cn-shenzhen-su18-b01', 'cn-zhangbei-na61-b01'],
    ],
    'ecs.aliyuncs.com': [
      ...['cn-north-2-gov-1', 'ap-northeast-2-pop', 'cn-beijing-finance-pop', 'cn-beijing-gov-1'],
      ...['cn-hangzhou-finance', 'cn-hongkong-finance-pop', 'cn-shanghai-inner'],
      ...['cn-shenzhen-inner', 'cn-wuhan', 'cn-yushanfang', 'cn-zhangbei', 'rus-west-1-pop'],
    ],
    'ecs.cn-qingdao-nebula.aliyuncs.com': [
      ...['cn-edge-1', 'cn-huhehaote-nebula-1', 'cn-zhengzhou-nebula-1'],
    ],
    'ecs.cn-zhangjiakou.aliyuncs.com': ['cn-zhangjiakou-na62-a01'],
    'ecs.cn-shenzhen-cloudstone.aliyuncs.com': ['eu-west-1-oxs'],
  },
  cs: {
    'cs.aliyuncs.com': [
      ...['ap-northeast-2-pop', 'cn-beijing-gov-1', 'cn-edge-1', 'cn-qingdao-nebula'],
    ],
  },
  sts: { 'sts.aliyuncs.com': ['cn-hangzhou-finance', 'cn-shenzhen-finance-1'] },
};

const rows = Object.entries(EXCEPTIONS).flatMap(([product, hosts]) =>
  Object.entries(hosts).flatMap(([host, regions]) =>
    regions.map((region) => [product, region, host] as const),
  ),
);

describe('the public endpoint', () => {
  test.each(['eci', 'cr', 'ecs', 'cs', 'sts'])(
    'of %s has product and region in its name',
    (product) => {
      for (const region of ['cn-beijing', 'cn-shanghai', 'ap-southeast-1', 'us-west-1']) {
        expect(alibabaEndpoint(product, region, 'public')).toBe(
          `${product}.${region}.aliyuncs.com`,
        );
      }
    },
  );

  test.each(rows)('of %s in %s is %s', (product, region, host) => {
    expect(alibabaEndpoint(product, region, 'public')).toBe(host);
  });

  test('of Container Registry has no exceptions', () => {
    for (const [, region] of rows) {
      expect(alibabaEndpoint('cr', region, 'public')).toBe(`cr.${region}.aliyuncs.com`);
    }
  });
});

describe('the VPC endpoint', () => {
  test.each([
    ['eci', 'eci-vpc.cn-beijing.aliyuncs.com'],
    ['cr', 'cr-vpc.cn-beijing.aliyuncs.com'],
    ['ecs', 'ecs-vpc.cn-beijing.aliyuncs.com'],
    ['cs', 'cs-anony-vpc.cn-beijing.aliyuncs.com'],
    ['sts', 'sts-vpc.cn-beijing.aliyuncs.com'],
  ])('of %s is %s', (product, host) => {
    expect(alibabaEndpoint(product, 'cn-beijing', 'vpc')).toBe(host);
  });

  test('never leaves the VPC, even where the public one is an exception', () => {
    expect(alibabaEndpoint('ecs', 'cn-hangzhou', 'vpc')).toBe('ecs-vpc.cn-hangzhou.aliyuncs.com');
  });

  test.each([
    ['eci', 'cn-hangzhou-finance'],
    ['ecs', 'cn-hangzhou-finance'],
    ['sts', 'cn-hangzhou-finance'],
    ['cr', 'cn-wulanchabu'],
    ['cr', 'cn-huhehaote'],
    ['cr', 'cn-heyuan'],
  ])('of %s in %s does not exist', (product, region) => {
    expect(() => alibabaEndpoint(product, region, 'vpc')).toThrow(`${product} in ${region}`);
  });
});
