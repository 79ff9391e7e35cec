import { describe, expect, test } from '@jest/globals';
import type { ApiError } from '../../src/clouds/cloud.ts';
import { cloudNames } from '../../src/clouds/cloud.ts';
import { clouds } from '../../src/clouds/index.ts';
import { remedyFor } from '../../src/clouds/remedy.ts';
import type { ErrorKind } from '../../src/model/errors.ts';
import { connectToScript } from '../support/connected.ts';
import { asOnGitHub } from '../support/hosts.ts';
import { answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

const CALL = { action: 'DoIt', method: 'GET', permission: 'p:DoIt' } as const;
const PRODUCT = { code: 'ecs', version: '2014-05-26' };
const remedy = (kind: ErrorKind, code: string, region: string, more: Partial<ApiError> = {}) =>
  cloudNames.map((cloud) =>
    remedyFor(
      { kind, code, message: 'no', ...more },
      CALL,
      clouds[cloud].protocol(PRODUCT, region, 'https://cloud.example'),
    ),
  );

describe('an error that speaks of the region', () => {
  test.each([
    'InvalidRegionId.NotFound',
    'InvalidRegion.NotFound',
    'InvalidRegionId',
    'InvalidRegionId.Malformed',
    'RegionNotSupported',
    'NoSuchRegion',
  ])('%s names the region and the nearest that exists', (code) => {
    for (const text of remedy('request', code, 'cn-beijin')) {
      expect(text).toBe(
        'The region asked for is cn-beijin: the nearest that the vendor lists is cn-beijing.',
      );
    }
  });

  test('names the region alone where it is one that the vendor lists', () => {
    for (const text of remedy('request', 'InvalidRegionId.NotFound', 'cn-beijing')) {
      expect(text).toBe('The region asked for is cn-beijing: set one that has the product.');
    }
  });

  test('is named on its whole way from the cloud', async () => {
    const refusal = answer({ Code: 'InvalidRegionId.NotFound', Message: 'no such region' }, 404);
    for (const kind of ['alibaba-eci-commit', 'alibaba-ack-task', 'alibaba-ecs-task'] as const) {
      const provider = connectToScript(kind, testWorld(scriptedHttp(refusal)));
      await expect(provider.ask(['a'], untouched())).rejects.toMatchObject({
        code: 'InvalidRegionId.NotFound',
        remedy: 'The region asked for is cn-hangzhou: set one that has the product.',
      });
    }
  });
});

test('another wrong request is told what to look at', () => {
  for (const text of remedy('request', 'InvalidParameter', 'cn-beijin')) {
    expect(asOnGitHub(text)).toContain('Check region, endpoint and the ids');
  }
});

test('a missing permission is named: that of the vendor, else that of the call', async () => {
  for (const text of remedy('permission', 'Forbidden', 'cn-beijing')) {
    expect(text).toContain('Grant p:DoIt to the');
  }
  for (const text of remedy('permission', 'Forbidden', 'x-y', { permission: 'p:Other' })) {
    expect(text).toContain('Grant p:Other to the');
  }
  const refusal = answer({ code: 'StatusForbidden', message: 'no', requestId: 'R-1' }, 403);
  const provider = connectToScript('alibaba-ack-task', testWorld(scriptedHttp(refusal)));
  await expect(provider.ask(['T-1'], untouched())).rejects.toMatchObject({
    kind: 'permission',
    remedy: expect.stringContaining('Grant cs:DescribeTaskInfo to the RAM user or role'),
  });
});

test('a time that is refused whatever is tried sends nobody to the status page of the cloud', () => {
  for (const text of remedy('clock', 'InvalidTimestamp', 'cn-beijing')) {
    expect(text).toContain('clock of this runner');
  }
});
