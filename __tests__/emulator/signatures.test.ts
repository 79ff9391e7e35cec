import { describe, expect, test } from '@jest/globals';
import * as acs3 from '../../emulator/signatures/acs3.ts';
import { sha256Hex } from '../../emulator/signatures/compare.ts';
import { Nonces } from '../../emulator/signatures/nonces.ts';
import * as volcengine from '../../emulator/signatures/volcengine.ts';
import { queryText } from './client.ts';

const awkward = "i2a-1 (x)*~!'é";
const common = {
  secret: 'testsecret',
  date: '2024-01-02T03:04:05Z',
  nonce: '00000000000000000000000000000001',
  path: '/',
  query: {},
  body: '',
  more: {},
};

/**
 * V0 is published in Alibaba's documentation; the others were made with `@alicloud/openapi-core`
 * 1.0.8.
 */
const alibabaVectors = [
  {
    ...common,
    name: 'V0 of the documentation',
    secret: 'YourAccessKeySecret',
    method: 'POST',
    host: 'ecs.cn-shanghai.aliyuncs.com',
    action: 'RunInstances',
    version: '2014-05-26',
    date: '2023-10-26T10:22:32Z',
    nonce: '3156853299f313e23d1673dc12e1703d',
    query: {
      ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
      RegionId: 'cn-shanghai',
    },
    canonical: '7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
    signature: '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  },
  {
    ...common,
    name: 'A1 RPC with a list',
    method: 'GET',
    host: 'eci.cn-hangzhou.aliyuncs.com',
    action: 'DescribeCommitContainerTask',
    version: '2018-08-08',
    query: {
      'TaskId.2': 't-bbb',
      'TaskId.1': 't-aaa',
      RegionId: 'cn-hangzhou',
      MaxResults: '50',
    },
    canonical: '2085742a15352d0ce87856a4c5211e39f4a9a98eac4f8db1976a89756a9e0390',
    signature: 'c334af27910489b924fd241edab275254fba198ab5a6d0ea7759f0135e13b5b2',
  },
  {
    ...common,
    name: 'A2 with a security token',
    method: 'POST',
    host: 'eci.cn-hangzhou.aliyuncs.com',
    action: 'DescribeCommitContainerTask',
    version: '2018-08-08',
    query: { RegionId: 'cn-hangzhou', 'TaskId.1': 't-aaa' },
    more: {
      'x-acs-accesskey-id': 'testid',
      'x-acs-security-token': 'sts/token+with=specials==',
    },
    canonical: '29f874a45171c3e6de6ef842464679fbb6ff8364d20413acceae3fb392b73f1f',
    signature: '28d71056460520f32f146b7139682c230eab1fa6edbbc804950365ee81226a47',
  },
  {
    ...common,
    name: 'A3 with characters that need care',
    method: 'GET',
    host: 'cr.cn-hangzhou.aliyuncs.com',
    action: 'GetArtifactBuildTask',
    version: '2018-12-01',
    query: { BuildTaskId: awkward, InstanceId: 'cri-abc' },
    canonical: 'ce93ec3f9a2d0524b7be1cec78f9faf7c4401a3b848723664894275ed118b901',
    signature: '678c0badf46cc7611a9ca76f2b278b141d7aaa4a1d856c1e4afae608bad75cec',
  },
  {
    ...common,
    name: 'A4 ROA',
    method: 'GET',
    host: 'cs.cn-hangzhou.aliyuncs.com',
    action: 'DescribeTaskInfo',
    version: '2015-12-15',
    path: '/tasks/T-5faa48fb31b6b8078d000006',
    canonical: '189508a6c0b325f8edba9837336819a3297f37fc65f1f420ca1a59441115e9f9',
    signature: 'e8fd7b90a53805efad27431183ee18cac34f8e1ab9f6a265908d962c60b04107',
  },
  {
    ...common,
    name: 'A5 ROA POST without a body',
    method: 'POST',
    host: 'cs.cn-hangzhou.aliyuncs.com',
    action: 'CancelTask',
    version: '2015-12-15',
    path: '/tasks/T-5faa48fb31b6b8078d000006/cancel',
    canonical: '48ffc5957adb090fcf0a55768751233348380a35098d447ac9725f522236e9ca',
    signature: 'bc8007c149594d8608841092cb53d67e7260d0b523dbcf375114340d80dfc6d0',
  },
  {
    ...common,
    name: 'A6 with a form',
    method: 'POST',
    host: 'ecs.cn-beijing.aliyuncs.com',
    action: 'CancelImagePipelineExecution',
    version: '2014-05-26',
    body: 'ExecutionId=exec-1&RegionId=cn-beijing',
    more: { 'content-type': 'application/x-www-form-urlencoded' },
    canonical: '76da83f2421c5302a0e6ab53c75c527ad926888d224caa0e32f8279e5f051f54',
    signature: '57e7fcb5be9cb8191cb120273808c9d2d777e2d316a9a0e6b27a91f766c8c650',
  },
];

describe('ACS3-HMAC-SHA256', () => {
  test.each(alibabaVectors)('$name', (vector) => {
    const hash = sha256Hex(vector.body);
    const headers: Record<string, string> = {
      host: vector.host,
      'x-acs-action': vector.action,
      'x-acs-content-sha256': hash,
      'x-acs-date': vector.date,
      'x-acs-signature-nonce': vector.nonce,
      'x-acs-version': vector.version,
      ...vector.more,
    };
    const canonical = acs3.canonicalRequest(
      {
        method: vector.method,
        rawPath: vector.path,
        rawQuery: queryText(vector.query),
        headers,
      },
      Object.keys(headers).sort(),
      hash,
    );
    expect(sha256Hex(canonical)).toBe(vector.canonical);
    expect(acs3.signature(vector.secret, canonical)).toBe(vector.signature);
  });

  test('a nonce can be used once by each key, and again when it is long past', () => {
    const nonces = new Nonces();
    expect(nonces.use('a', 'n', 0)).toBe(true);
    expect(nonces.use('b', 'n', 0)).toBe(true);
    expect(nonces.use('a', 'n', 29 * 60_000)).toBe(false);
    expect(nonces.use('a', 'n', 31 * 60_000)).toBe(true);
  });
});

const empty = sha256Hex('');
/** Made with `@volcengine/openapi` 1.36.2 and confirmed with the vendor's `sdk-core`. */
const volcengineVectors = [
  {
    name: 'V1 with a list',
    method: 'GET',
    service: 'ecs',
    query: {
      Version: '2020-04-01',
      'TaskIds.2': 't-bbb',
      'TaskIds.1': 't-aaa',
      MaxResults: '100',
      Action: 'DescribeTasks',
    },
    headers: {},
    hash: empty,
    canonical: '780b44fb1fed5f400c52adcbacee15a09b9700994209c5764827ffeb82db7fe6',
    signature: '2e9dd389ef409e083a6d445bff444e73488c37fe5adf1b1504fedf0608384ac6',
  },
  {
    name: 'V2 with a session token',
    method: 'GET',
    service: 'ecs',
    query: {
      Action: 'DescribeTasks',
      'TaskIds.1': "t-a (x)*~!'é",
      Version: '2020-04-01',
    },
    headers: { 'x-content-sha256': empty, 'x-security-token': 'STS/token+with=specials==' },
    hash: empty,
    canonical: '01a3f5c17a1763527980815862a246e5ca94129420665b74bf0fdcccbcf9dbad',
    signature: 'e59d0b52b37df722fa1f4aadfc38b3e63ba492eef70c298da2db550c369567a4',
  },
  {
    name: 'V3 with a body',
    method: 'POST',
    service: 'vke',
    query: { Action: 'DescribeContainerImageCommitments', Version: '2022-05-12' },
    headers: { 'x-content-sha256': sha256Hex('{"Filter":{"Ids":["x"]}}') },
    hash: sha256Hex('{"Filter":{"Ids":["x"]}}'),
    canonical: '75a1a4190572623895e108c7920247e8f6ce9c8374a2e36a0671218de5f7fbfc',
    signature: '626390d9dc7622b29d312545ed7e675b3df3a29c0898c70f8265cf0379bdbf7f',
  },
];

describe('Volcengine HMAC-SHA256', () => {
  test.each(volcengineVectors)('$name', (vector) => {
    const headers: Record<string, string> = {
      host: 'open.volcengineapi.com:443',
      'x-date': '20240102T030405Z',
      ...vector.headers,
    };
    const canonical = volcengine.canonicalRequest(
      { method: vector.method, rawPath: '/', rawQuery: queryText(vector.query), headers },
      Object.keys(headers).sort(),
      vector.hash,
    );
    expect(sha256Hex(canonical)).toBe(vector.canonical);
    const scope = { date: '20240102', region: 'cn-beijing', service: vector.service };
    const made = volcengine.signature('testsecret', headers['x-date'] ?? '', scope, canonical);
    expect(made).toBe(vector.signature);
  });
});
