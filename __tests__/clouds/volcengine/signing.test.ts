import { describe, expect, test } from '@jest/globals';
import { signVolcengine } from '../../../src/clouds/volcengine/signing.ts';

const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Made with `@volcengine/openapi` 1.36.2 and the same with `@volcengine/sdk-core`. */
const VECTORS = [
  {
    name: 'V1, a list of ids',
    method: 'GET',
    service: 'ecs',
    query: {
      Action: 'DescribeTasks',
      Version: '2020-04-01',
      MaxResults: '100',
      'TaskIds.1': 't-aaa',
      'TaskIds.2': 't-bbb',
    },
    headers: {},
    body: '',
    signedHeaders: 'host;x-date',
    signature: '2e9dd389ef409e083a6d445bff444e73488c37fe5adf1b1504fedf0608384ac6',
  },
  {
    name: 'V2, a security token and every special character',
    method: 'GET',
    service: 'ecs',
    query: { Action: 'DescribeTasks', Version: '2020-04-01', 'TaskIds.1': "t-a (x)*~!'é" },
    headers: {
      'x-content-sha256': EMPTY_HASH,
      'x-security-token': 'STS/token+with=specials==',
    },
    body: '',
    signedHeaders: 'host;x-content-sha256;x-date;x-security-token',
    signature: 'e59d0b52b37df722fa1f4aadfc38b3e63ba492eef70c298da2db550c369567a4',
  },
  {
    name: 'V3, a body',
    method: 'POST',
    service: 'vke',
    query: { Action: 'DescribeContainerImageCommitments', Version: '2022-05-12' },
    headers: {
      'content-type': 'application/json',
      'x-content-sha256': '482fdf9e782f2acc8552a0e0c690cbb5156ed370f4516cf47bff3c94a5614155',
    },
    body: '{"Filter":{"Ids":["x"]}}',
    signedHeaders: 'host;x-content-sha256;x-date',
    signature: '626390d9dc7622b29d312545ed7e675b3df3a29c0898c70f8265cf0379bdbf7f',
  },
] as const;

function sign({ method, query, headers, body, service }: (typeof VECTORS)[number], more = {}) {
  const request = {
    method,
    path: '/',
    query,
    headers: { host: 'open.volcengineapi.com', ...headers, ...more },
    body,
  };
  const date = new Date('2024-01-02T03:04:05.678Z');
  return signVolcengine(request, { region: 'cn-beijing', service }, date, 'AKLTtest', 'testsecret');
}

describe('HMAC-SHA256', () => {
  test.each(VECTORS)('$name', (vector) => {
    const scope = `AKLTtest/20240102/cn-beijing/${vector.service}/request`;
    expect(sign(vector)).toMatchObject({
      'x-date': '20240102T030405Z',
      authorization: `HMAC-SHA256 Credential=${scope}, SignedHeaders=${vector.signedHeaders}, Signature=${vector.signature}`,
    });
  });

  test('accept and user-agent are not signed; proxies may change them', () => {
    for (const vector of VECTORS) {
      const added = sign(vector, { accept: 'application/json', 'user-agent': 'x' });
      expect(added.authorization).toBe(sign(vector).authorization);
    }
  });
});
