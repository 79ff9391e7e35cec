import { describe, expect, test } from '@jest/globals';
import type { ApiCall, Credentials } from '../../src/clouds/cloud.ts';
import { cloudNames } from '../../src/clouds/cloud.ts';
import { clouds } from '../../src/clouds/index.ts';

const KEYS: Credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
const TEMPORARY = { ...KEYS, securityToken: 'token+/=' };
const DATE = new Date('2024-01-02T03:04:05Z');
const CALL: ApiCall = {
  action: 'DescribeIt',
  method: 'GET',
  query: { B: 'x y', 'A.1': "it's" },
  permission: 'p:DescribeIt',
};
const PRODUCT = { code: 'ecs', version: '2020-01-01' };

function sign(cloud: (typeof cloudNames)[number], call: Partial<ApiCall> = {}, keys = KEYS) {
  const protocol = clouds[cloud].protocol(PRODUCT, 'cn-beijing', 'http://127.0.0.1:8080');
  return protocol.sign({ ...CALL, ...call }, keys, DATE, 'nonce');
}

describe.each(cloudNames)('a request to %s', (cloud) => {
  test('goes to the base URL, host header and all, with the query as it was signed', () => {
    const { url, headers, method, body } = sign(cloud);
    expect([url.origin, headers.host, method, body]).toEqual([
      'http://127.0.0.1:8080',
      '127.0.0.1:8080',
      'GET',
      undefined,
    ]);
    expect(url.search).toContain('A.1=it%27s');
    expect(url.search).toContain('B=x%20y');
  });

  test('never holds the secret', () => {
    const { url, headers } = sign(cloud, {}, TEMPORARY);
    expect(JSON.stringify([url, headers])).not.toContain('secret"');
  });
});

test('Alibaba Cloud names the operation in headers and sends a token with its key', () => {
  expect(sign('alibaba', {}, TEMPORARY).headers).toMatchObject({
    'x-acs-action': 'DescribeIt',
    'x-acs-version': '2020-01-01',
    'x-acs-date': '2024-01-02T03:04:05Z',
    'x-acs-signature-nonce': 'nonce',
    'x-acs-accesskey-id': 'id',
    'x-acs-security-token': 'token+/=',
  });
  expect(Object.keys(sign('alibaba').headers)).not.toContain('x-acs-security-token');
});

test('Alibaba Cloud has paths that are sent as they are encoded', () => {
  expect(sign('alibaba', { path: '/tasks/a%2Fb/cancel' }).url.pathname).toBe('/tasks/a%2Fb/cancel');
});

test('Volcengine names the operation in the query and signs the token', () => {
  const { url, headers } = sign('volcengine', {}, TEMPORARY);
  expect(url.search).toMatch(/Action=DescribeIt&.*Version=2020-01-01$/);
  expect(headers).toMatchObject({ 'x-security-token': 'token+/=', 'x-date': '20240102T030405Z' });
  expect(headers.authorization).toContain(
    '/20240102/cn-beijing/ecs/request, SignedHeaders=host;x-date;x-security-token,',
  );
});
