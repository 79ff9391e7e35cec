import { describe, expect, test } from '@jest/globals';
import { providerNames } from '../../src/providers/index.ts';
import { replay } from '../support/plays.ts';
import { record, sceneOf } from '../support/recordings.ts';

/** What an envelope may say beside a body of success, in either cloud's form; each of them is an error. */
const SAID: readonly Record<string, unknown>[] = [
  ...[false, 'false', 'true', null, 0, 1, [], {}].map((IsSuccess) => ({ IsSuccess })),
  ...[true, [], ['NoPermission'], {}, 'NoPermission', 404].flatMap((code) => [
    { Code: code },
    { code },
    { errorcode: code },
  ]),
  ...[7, {}, [], null, true].flatMap((text) => [
    { Code: 'NoPermission', Message: text },
    { code: 'StatusForbidden', message: text },
    { ResponseMetadata: { RequestId: text, Error: { Code: 'AccessDenied', Message: text } } },
    { errorcode: 'AccessDenied', message: text },
  ]),
  ...['ImplicitDeny', 7, true, [], {}].flatMap((detail) => [
    { AccessDeniedDetail: detail },
    { accessDeniedDetail: detail },
  ]),
  ...[[], ['no'], 'no', 7, true].flatMap((held) => [
    { ResponseMetadata: held },
    { ResponseMetadata: { Error: held } },
  ]),
];

describe.each(providerNames)('%s', (kind) => {
  async function withFields(fields: Record<string, unknown>, mode: 'check' | 'wait') {
    const recording = await record(sceneOf(kind, 'succeeded'));
    const added = Object.entries(fields).map(
      ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
    );
    return replay(
      recording,
      (_, response) => {
        // What stands there already would else be there twice, which is another case.
        const rest = Object.entries(JSON.parse(response.body)).filter(
          ([name]) => !(name in fields),
        );
        const body = JSON.stringify(Object.fromEntries(rest));
        return { ...response, body: body.replace(/^\{/, `{${added.join(',')},`) };
      },
      { mode },
    );
  }

  test('is a success where the envelope says nothing', async () => {
    expect((await withFields({ Message: null }, 'check')).outcome.state).toBe('succeeded');
  });

  test.each(SAID)('is none beside %j', async (fields) => {
    const looked = await withFields(fields, 'check');
    expect(looked.outcome).toMatchObject({ state: 'error', isOk: false });
    expect(looked.crashes).toEqual([]);
    const waited = await withFields(fields, 'wait');
    expect(['error', 'timed-out']).toContain(waited.outcome.state);
  });

  test.each([206, 300, 304, 400, 403, 404, 500, 503])('is none with HTTP %d', async (status) => {
    const recording = await record(sceneOf(kind, 'succeeded'));
    for (const mode of ['check', 'wait'] as const) {
      const played = await replay(recording, (_, response) => ({ ...response, status }), { mode });
      expect(played.outcome.isOk).toBe(false);
      expect(['error', 'timed-out']).toContain(played.outcome.state);
    }
  });
});
