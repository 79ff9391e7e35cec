import { expect, test } from '@jest/globals';
import { fetchOver } from '../../../src/hosts/github/github-fetch.ts';
import { answer, scriptedHttp, untouched } from '../../support/world.ts';

const address = 'https://api.github.example/repos/octo/shop/check-runs';
const post = {
  method: 'POST',
  headers: { authorization: 'token t' },
  body: '{"name":"a"}',
  signal: untouched(),
} as const;

test('sends what it is given, and gives the answer as fetch does', async () => {
  const http = scriptedHttp(answer({ id: 1 }, 201));
  const response = await fetchOver(http)(address, post);
  const { method, url, headers, body } = http.requests[0] ?? {};
  expect([method, url?.href, headers, body]).toEqual(['POST', address, post.headers, post.body]);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    201,
    'application/json',
  ]);
  expect(await response.json()).toEqual({ id: 1 });
});

test('an answer without content is one', async () => {
  const response = await fetchOver(scriptedHttp(answer('', 204)))(address, post);
  expect([response.status, await response.text()]).toEqual([204, '']);
});

test('a redirect is an error, and so is what gave no answer', async () => {
  const redirected = fetchOver(
    scriptedHttp(answer('', 307, { location: 'https://elsewhere.example' })),
  );
  await expect(redirected(address, post)).rejects.toThrow('api.github.example answered 307');
  await expect(fetchOver(scriptedHttp(new Error('gone')))(address, post)).rejects.toThrow('gone');
});

test('an aborted request rejects with the reason', async () => {
  const reason = new Error('too late');
  const request = fetchOver(scriptedHttp('hang'))(address, {
    ...post,
    signal: AbortSignal.abort(reason),
  });
  await expect(request).rejects.toBe(reason);
});
