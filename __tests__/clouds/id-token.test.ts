import { describe, expect, test } from '@jest/globals';
import { fetchIdToken } from '../../src/clouds/id-token.ts';
import { type Act, answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

const ENV = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.example/token?api-version=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-secret',
};

function start(act: Act, env: Record<string, string> = ENV) {
  const http = scriptedHttp(act);
  const masked: string[] = [];
  const mask = (secret: string) => masked.push(secret);
  const token = fetchIdToken('sts.aliyuncs.com', testWorld(http, { env }), mask, untouched());
  return { http, masked, token };
}

test("a token comes from the runner's own service, for the audience, masked", async () => {
  const { token, http, masked } = start(answer({ count: 1, value: 'a.b.c' }));
  expect([await token, masked]).toEqual(['a.b.c', ['a.b.c']]);
  expect(http.requests).toMatchObject([
    {
      method: 'GET',
      headers: { authorization: 'bearer bearer-secret' },
      url: new URL(`${ENV.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=sts.aliyuncs.com`),
    },
  ]);
});

test.each(Object.keys(ENV))(
  'without %s nothing is sent, and the permission is named',
  async (name) => {
    const { token, http } = start(answer({}), { ...ENV, [name]: '' });
    await expect(token).rejects.toMatchObject({
      kind: 'credential',
      remedy: expect.stringContaining('id-token: write'),
    });
    expect(http.requests).toEqual([]);
  },
);

describe('an answer of', () => {
  test.each<[string, Act, string]>([
    ['429', answer('', 429), 'transient'],
    ['500', answer('', 500), 'transient'],
    ['503', answer('', 503), 'transient'],
    ['401', answer('', 401), 'credential'],
    ['403', answer('', 403), 'credential'],
    ['302', answer('', 302), 'credential'],
    ['no JSON', answer('<html>'), 'transient'],
    ['JSON without a token', answer({ value: '' }), 'transient'],
  ])('%s is %s', async (_, act, kind) => {
    const { token, masked } = start(act);
    await expect(token).rejects.toMatchObject({ name: 'CloudError', kind });
    expect(masked).toEqual([]);
  });

  test('no JSON does not show what it held, which may be the token', async () => {
    const { token } = start(answer('{"value":"a.b.c"'));
    const error = await token.catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain('a.b.c');
  });
});
