import { expect, test } from '@jest/globals';
import { volcengineEndpoint } from '../../../src/clouds/volcengine/endpoints.ts';

test.each(['cn-beijing', 'cn-shanghai', 'cn-guangzhou', 'ap-southeast-1'])(
  '%s is served by the host of all regions',
  (region) => {
    expect(volcengineEndpoint('ecs', region, 'public')).toBe('open.volcengineapi.com');
  },
);

test.each([
  'cn-beijing-autodriving',
  'cn-shanghai-autodriving',
  'cn-beijing-selfdrive',
  'ap-southeast-2',
  'ap-southeast-3',
])('%s has a host of its own', (region) => {
  expect(volcengineEndpoint('ecs', region, 'public')).toBe(`ecs.${region}.volcengineapi.com`);
});

test('no VPC endpoint is documented', () => {
  expect(() => volcengineEndpoint('ecs', 'cn-beijing', 'vpc')).toThrow('no VPC endpoint');
});
