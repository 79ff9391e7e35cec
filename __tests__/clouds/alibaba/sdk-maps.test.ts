import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { alibabaEndpoint, alibabaRegions } from '../../../src/clouds/alibaba/endpoints.ts';

// The vendor's clients are CommonJS and typed for another age; this is what of them is used.
interface Sdk {
  default: new (config: object) => { _endpoint: string; _endpointMap?: Record<string, string> };
}
const require = createRequire(import.meta.url);

function clientOf(name: string, regionId: string) {
  const sdk = require(name) as Sdk;
  return new sdk.default({ accessKeyId: 'id', accessKeySecret: 'secret', regionId });
}

/** Hosts in which the SDK is behind the metadata: a region has one of its own now. */
const NEWER: Record<string, readonly string[]> = {
  ecs: ['cn-hangzhou', 'cn-shanghai-finance-1', 'cn-shenzhen-finance-1'],
  cs: [],
};

/** The client of eci has no map, and those of cr and sts are not at hand. */
describe.each([
  ['ecs', '@alicloud/ecs20140526'],
  ['cs', '@alicloud/cs20151215'],
])("the SDK's own map of %s", (product, name) => {
  const known = new Set(['ecs', 'cs', 'eci', 'cr', 'sts'].flatMap(alibabaRegions));
  const { _endpointMap: map = {} } = clientOf(name, 'cn-beijing');

  test('agrees wherever customers are', () => {
    expect(Object.keys(map).length).toBeGreaterThan(30);
    const different = Object.entries(map)
      .filter(([region]) => known.has(region))
      .filter(([region, host]) => alibabaEndpoint(product, region, 'public') !== host);
    expect(different.map(([region]) => region).toSorted()).toEqual(NEWER[product]?.toSorted());
  });

  test('agrees in regions that the metadata lacks and that follow the rule', () => {
    const newer = Object.entries(map).filter(
      ([region, host]) => !known.has(region) && host === `${product}.${region}.aliyuncs.com`,
    );
    for (const [region, host] of newer) {
      expect(alibabaEndpoint(product, region, 'public')).toBe(host);
    }
  });

  test('is not needed for the regions of the list', () => {
    for (const region of alibabaRegions(product)) {
      if (NEWER[product]?.includes(region)) continue;
      const { _endpoint } = clientOf(name, region);
      expect([region, alibabaEndpoint(product, region, 'public')]).toEqual([region, _endpoint]);
    }
  });
});
