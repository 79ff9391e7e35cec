import { describe, expect, test } from '@jest/globals';
import { alibabaEndpoint, alibabaRegions } from '../../../src/clouds/alibaba/endpoints.ts';
import { clouds } from '../../../src/clouds/index.ts';

const PRODUCTS = ['eci', 'cr', 'ecs', 'cs', 'sts'];

/** Hosts that the rule does not give, as the vendor's metadata have them. */
const EXCEPTIONS: readonly [product: string, region: string, host: string][] = [
  ['eci', 'cn-shanghai-finance-1', 'eci.cn-shanghai-finance.aliyuncs.com'],
  ['eci', 'cn-shenzhen-finance-1', 'eci.cn-shenzhen-finance.aliyuncs.com'],
  ['ecs', 'cn-hangzhou-finance', 'ecs.aliyuncs.com'],
  ['ecs', 'cn-north-2-gov-1', 'ecs.aliyuncs.com'],
  ['sts', 'cn-hangzhou-finance', 'sts.aliyuncs.com'],
  ['sts', 'cn-shenzhen-finance-1', 'sts.aliyuncs.com'],
];

describe('the public endpoint', () => {
  test.each(PRODUCTS)(
    'of %s has product and region in its name, but for the exceptions',
    (product) => {
      const regions = alibabaRegions(product);
      expect(regions.length).toBeGreaterThan(30);
      for (const region of regions) {
        const [, , host] = EXCEPTIONS.find(([code, at]) => code === product && at === region) ?? [];
        const expected = host ?? `${product}.${region}.aliyuncs.com`;
        expect(alibabaEndpoint(product, region, 'public')).toBe(expected);
      }
    },
  );

  test.each(EXCEPTIONS)('of %s in %s is %s', (product, region, host) => {
    expect(alibabaEndpoint(product, region, 'public')).toBe(host);
  });

  test.each(['eci', 'cr', 'ecs', 'cs'])(
    'of %s in a region that is new follows the rule',
    (product) => {
      expect(alibabaEndpoint(product, 'eu-new-9', 'public')).toBe(
        `${product}.eu-new-9.aliyuncs.com`,
      );
    },
  );
});

describe('the token service', () => {
  /** Where a host of its own is listed. */
  const REGIONAL = [
    ...['cn-qingdao', 'cn-beijing', 'cn-zhangjiakou', 'cn-huhehaote', 'cn-wulanchabu'],
    ...['cn-hangzhou', 'cn-shanghai', 'cn-nanjing', 'cn-fuzhou', 'cn-shenzhen', 'cn-chengdu'],
    ...['cn-hongkong', 'cn-heyuan', 'cn-guangzhou', 'cn-wuhan-lr', 'cn-shanghai-finance-1'],
    ...['cn-beijing-finance-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1'],
    ...['ap-southeast-3', 'ap-southeast-5', 'ap-southeast-7', 'us-east-1', 'us-west-1'],
    ...['eu-west-1', 'eu-central-1', 'me-east-1', 'me-central-1', 'na-south-1'],
  ];

  test.each(REGIONAL)('of %s is its own', (region) => {
    expect(clouds.alibaba.tokenHost(region, 'public')).toBe(`sts.${region}.aliyuncs.com`);
  });

  test('of every other region is that of all', () => {
    const others = PRODUCTS.flatMap(alibabaRegions).filter((region) => !REGIONAL.includes(region));
    expect(others).toEqual(expect.arrayContaining(['ap-south-1', 'ap-southeast-2', 'cn-zhongwei']));
    for (const region of [...others, 'eu-new-9']) {
      expect(clouds.alibaba.tokenHost(region, 'public')).toBe('sts.aliyuncs.com');
    }
  });

  test.each(['ap-south-1', 'eu-new-9', 'cn-hangzhou-finance'])(
    'of %s has no host inside of a VPC',
    (region) => {
      expect(() => clouds.alibaba.tokenHost(region, 'vpc')).toThrow(`sts in ${region}`);
    },
  );
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
    const host = alibabaEndpoint('eci', 'cn-shanghai-finance-1', 'vpc');
    expect(host).toBe('eci-vpc.cn-shanghai-finance-1.aliyuncs.com');
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

describe('the regions', () => {
  test.each([
    ['eci', ['us-southeast-1', 'na-south-1', 'cn-heyuan-acdr-1', 'cn-zhongwei']],
    ['cs', ['ap-southeast-6', 'cn-zhongwei']],
    ['cr', ['cn-zhongwei']],
  ])('of %s are not %j', (product, missing) => {
    for (const region of missing) expect(alibabaRegions(product)).not.toContain(region);
  });

  test.each(PRODUCTS)('of %s have the large ones, sorted', (product) => {
    const regions = alibabaRegions(product);
    expect(regions).toEqual(expect.arrayContaining(['cn-hangzhou', 'eu-central-1', 'us-west-1']));
    expect(regions).toEqual(regions.toSorted());
  });
});
