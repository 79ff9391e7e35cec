import { expect, test } from '@jest/globals';
import { isSuccess, isTrouble } from '../../src/model/http-status.ts';

test.each([
  [200, 'success'],
  [202, 'success'],
  [204, 'success'],
  [206, 'neither'],
  [302, 'neither'],
  [400, 'neither'],
  [403, 'neither'],
  [404, 'neither'],
  [407, 'neither'],
  [408, 'trouble'],
  [429, 'trouble'],
  [500, 'trouble'],
  [503, 'trouble'],
])('HTTP %d is %s', (status, expected) => {
  const is = isSuccess(status) ? 'success' : isTrouble(status) ? 'trouble' : 'neither';
  expect(is).toBe(expected);
});
