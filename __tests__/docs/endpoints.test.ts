import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { formProblem, listed } from '../../scripts/endpoints.ts';
import { LISTED, SOURCE } from '../../src/clouds/alibaba/endpoints.generated.ts';

const file = new URL('../../src/clouds/alibaba/endpoints.generated.ts', import.meta.url);
const text = readFileSync(file, 'utf8');

describe('the form of the list of endpoints', () => {
  test('is that of its script', () => {
    expect(formProblem(text)).toBe('');
  });

  test.each<[string, string, string, typeof LISTED]>([
    ['a changed text', text.replace("'cn-beijing',", "'cn-peking',"), SOURCE, LISTED],
    ['a source without a commit', text, 'aliyun/aliyun-openapi-meta', LISTED],
    ['a product too few', text, SOURCE, { ecs: LISTED.ecs as (typeof LISTED)[string] }],
    ['a region twice', text, SOURCE, withRegions(['cn-a', 'cn-a'])],
    ['regions out of order', text, SOURCE, withRegions(['cn-b', 'cn-a'])],
  ])('is not kept by %s', (_, changed, source, products) => {
    expect(formProblem(changed, source, products)).not.toBe('');
  });
});

describe('what is kept of a product', () => {
  const at = (regionId: string, host: string, vpc?: string) => ({
    regionId,
    public: host,
    ...(vpc && { vpc }),
  });
  const older = (regional_vpc_endpoints = {}, global_endpoint = '') => ({
    code: 'x',
    regional_vpc_endpoints,
    global_endpoint,
  });

  test('are its regions, exceptions and VPC hosts', () => {
    const endpoints = {
      b: at('cn-b', 'x.aliyuncs.com', 'x-vpc.cn-b.aliyuncs.com'),
      a: at('cn-a', 'x.cn-a.aliyuncs.com'),
    };
    const newer = { 'cn-c': 'x-vpc.cn-c.aliyuncs.com' };
    expect(listed('x', { code: 'X', endpoints }, older(newer, 'x.aliyuncs.com'))).toEqual({
      globalHost: 'x.aliyuncs.com',
      vpcPrefix: 'x-vpc',
      hosts: { 'cn-b': 'x.aliyuncs.com' },
      withoutVpc: ['cn-a'],
      regions: ['cn-a', 'cn-b', 'cn-c'],
    });
  });

  test('is refused where VPC hosts follow no rule', () => {
    const endpoints = {
      a: at('cn-a', 'x.cn-a.aliyuncs.com', 'x-vpc.cn-a.aliyuncs.com'),
      b: at('cn-b', 'x.cn-b.aliyuncs.com', 'elsewhere.aliyuncs.com'),
    };
    expect(() => listed('x', { code: 'x', endpoints }, older())).toThrow('cn-b is elsewhere');
  });
});

function withRegions(regions: readonly string[]): typeof LISTED {
  return { ...LISTED, ecs: { ...(LISTED.ecs as (typeof LISTED)[string]), regions } };
}
