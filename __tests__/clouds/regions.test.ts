import { expect, test } from '@jest/globals';
import { cloudNames } from '../../src/clouds/cloud.ts';
import { clouds } from '../../src/clouds/index.ts';
import { nearestRegion } from '../../src/clouds/regions.ts';
import { providers } from '../support/definitions.ts';

const known = clouds.alibaba.regions('ecs');

test.each([
  ['cn-hangzou', 'cn-hangzhou'],
  ['cn-hangzhuo', 'cn-hangzhou'],
  ['cn-shanghi', 'cn-shanghai'],
  ['cnn-beijing', 'cn-beijing'],
  ['eu-central', 'eu-central-1'],
  ['ap-southeast', 'ap-southeast-1'],
  ['us-east-l', 'us-east-1'],
  ['us-west-2', 'us-west-1'],
])('%s is probably %s', (region, meant) => {
  expect(nearestRegion(region, known)).toBe(meant);
});

test.each(['cn-hangzhou', 'mars-north-1', 'xx-yy'])('%s is not like another', (region) => {
  expect(nearestRegion(region, known)).toBeUndefined();
});

test('without a list nothing is near', () => {
  expect(nearestRegion('cn-hangzou', [])).toBeUndefined();
});

test.each(cloudNames)('%s lists regions for every product that is asked', (cloud) => {
  for (const { product, cloud: own } of Object.values(providers)) {
    if (own === cloud) expect(clouds[cloud].regions(product.code)).toContain('cn-beijing');
  }
});
