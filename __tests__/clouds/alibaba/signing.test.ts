import { describe, expect, test } from '@jest/globals';
import { signAcs3 } from '../../../src/clouds/alibaba/signing.ts';
import type { UnsignedRequest } from '../../../src/clouds/encoding.ts';
import { sha256 } from '../../../src/clouds/encoding.ts';

interface Vector {
  name: string;
  method?: string;
  path?: string;
  host: string;
  action: string;
  version: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
  keys?: [id: string, secret: string];
  signedHeaders?: string;
  signature: string;
}

const RPC_HEADERS =
  'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
const TASK = '/tasks/T-5faa48fb31b6b8078d000006';
const ECI = {
  host: 'eci.cn-hangzhou.aliyuncs.com',
  action: 'DescribeCommitContainerTask',
  version: '2018-08-08',
};
const ACK = { host: 'cs.cn-hangzhou.aliyuncs.com', version: '2015-12-15' };

/** V0 stands in Alibaba's documentation; the others were made with `@alicloud/openapi-core` 1.0.8. */
const VECTORS: readonly Vector[] = [
  {
    name: 'V0, an RPC call of the documentation',
    method: 'POST',
    host: 'ecs.cn-shanghai.aliyuncs.com',
    action: 'RunInstances',
    version: '2014-05-26',
    query: {
      RegionId: 'cn-shanghai',
      ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
    },
    headers: {
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    },
    keys: ['YourAccessKeyId', 'YourAccessKeySecret'],
    signature: '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  },
  {
    name: 'A1, a list of ids',
    ...ECI,
    query: {
      MaxResults: '50',
      RegionId: 'cn-hangzhou',
      'TaskId.1': 't-aaa',
      'TaskId.2': 't-bbb',
    },
    signature: 'c334af27910489b924fd241edab275254fba198ab5a6d0ea7759f0135e13b5b2',
  },
  {
    name: 'A2, a security token',
    method: 'POST',
    ...ECI,
    query: { RegionId: 'cn-hangzhou', 'TaskId.1': 't-aaa' },
    headers: {
      'x-acs-accesskey-id': 'testid',
      'x-acs-security-token': 'sts/token+with=specials==',
    },
    signedHeaders:
      'host;x-acs-accesskey-id;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version',
    signature: '28d71056460520f32f146b7139682c230eab1fa6edbbc804950365ee81226a47',
  },
  {
    name: 'A3, every special character',
    host: 'cr.cn-hangzhou.aliyuncs.com',
    action: 'GetArtifactBuildTask',
    version: '2018-12-01',
    query: { InstanceId: 'cri-abc', BuildTaskId: "i2a-1 (x)*~!'é" },
    signature: '678c0badf46cc7611a9ca76f2b278b141d7aaa4a1d856c1e4afae608bad75cec',
  },
  {
    name: 'A4, a path',
    ...ACK,
    path: TASK,
    action: 'DescribeTaskInfo',
    signature: 'e8fd7b90a53805efad27431183ee18cac34f8e1ab9f6a265908d962c60b04107',
  },
  {
    name: 'A5, a POST to a path',
    method: 'POST',
    ...ACK,
    path: `${TASK}/cancel`,
    action: 'CancelTask',
    signature: 'bc8007c149594d8608841092cb53d67e7260d0b523dbcf375114340d80dfc6d0',
  },
  {
    name: 'A6, a form',
    method: 'POST',
    host: 'ecs.cn-beijing.aliyuncs.com',
    action: 'CancelImagePipelineExecution',
    version: '2014-05-26',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'ExecutionId=exec-1&RegionId=cn-beijing',
    signedHeaders: `content-type;${RPC_HEADERS}`,
    signature: '57e7fcb5be9cb8191cb120273808c9d2d777e2d316a9a0e6b27a91f766c8c650',
  },
];

function sign({ keys = ['testid', 'testsecret'], ...vector }: Vector, headers = {}) {
  const request: UnsignedRequest = {
    method: vector.method ?? 'GET',
    path: vector.path ?? '/',
    query: vector.query ?? {},
    headers: {
      host: vector.host,
      'x-acs-action': vector.action,
      'x-acs-version': vector.version,
      'x-acs-date': '2024-01-02T03:04:05Z',
      'x-acs-signature-nonce': '00000000000000000000000000000001',
      ...vector.headers,
      ...headers,
    },
    body: vector.body ?? '',
  };
  return signAcs3(request, ...keys);
}

describe('ACS3-HMAC-SHA256', () => {
  test.each(VECTORS)('$name', (vector) => {
    const [id] = vector.keys ?? ['testid'];
    const signed = vector.signedHeaders ?? RPC_HEADERS;
    expect(sign(vector).authorization).toBe(
      `ACS3-HMAC-SHA256 Credential=${id},SignedHeaders=${signed},Signature=${vector.signature}`,
    );
  });

  test.each(VECTORS)('$name: the hash of the body is sent along', (vector) => {
    expect(sign(vector)['x-acs-content-sha256']).toBe(sha256(vector.body ?? ''));
  });

  test('accept and user-agent are not signed; proxies may change them', () => {
    for (const vector of VECTORS) {
      const added = sign(vector, { accept: 'application/json', 'user-agent': 'x' });
      expect(added.authorization).toBe(sign(vector).authorization);
    }
  });
});
