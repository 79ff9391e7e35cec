import { describe, expect, test } from '@jest/globals';
import { located, type Whereabouts } from '../../src/clouds/out-of-reach.ts';
import { CloudError } from '../../src/model/errors.ts';

const HOST = 'eci.cn-hangzou.aliyuncs.com';
const WHERE: Whereabouts = {
  region: 'cn-hangzou',
  hosts: [HOST],
  title: 'Alibaba Cloud',
  product: 'eci',
  regions: ['cn-beijing', 'cn-hangzhou', 'us-east-1'],
};
const givenUp = (unreachable = HOST) =>
  new CloudError(`No answer from ${unreachable}: ENOTFOUND`, {
    kind: 'request',
    unreachable,
    remedy: 'Check region.',
  });
const toldOf = (change: Partial<Whereabouts> = {}) => {
  const { message, remedy } = located(givenUp(), { ...WHERE, ...change }) as CloudError;
  return { message, remedy };
};

describe('a host that was given up', () => {
  test('is told with its region and the nearest one that exists', () => {
    expect(toldOf()).toEqual({
      message: `No answer from ${HOST}: ENOTFOUND. ${HOST} has never answered. Its region is cn-hangzou, which is not among those in which Alibaba Cloud lists eci: the nearest is cn-hangzhou.`,
      remedy: 'Did you mean {input:region} cn-hangzhou? Check region.',
    });
  });

  test('in a region that is listed is not blamed on the region', () => {
    const { message, remedy } = toldOf({ region: 'cn-hangzhou' });
    expect(message).toContain('Its region is cn-hangzhou, in which Alibaba Cloud lists eci.');
    expect(remedy).toBe('Check region.');
  });

  test('in a region that is like none', () => {
    expect(toldOf({ region: 'mars-1' }).message).toMatch(/lists eci\.$/);
  });

  test('of a product that is not listed anywhere', () => {
    expect(toldOf({ regions: [] }).message).toMatch(/Its region is cn-hangzou\.$/);
  });
});

test.each([
  ['of a host that has no region', givenUp('token.example')],
  ['that passes', new CloudError('x', { kind: 'transient', unreachable: HOST })],
  ['of another kind', new CloudError('x', { kind: 'permission' })],
  ['of ours', new RangeError('bug')],
])('an error %s stays as it is', (_, error) => {
  expect(located(error, WHERE)).toBe(error);
});
