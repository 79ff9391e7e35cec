import { describe, expect, test } from '@jest/globals';
import { ENCODINGS } from '../support/encodings.ts';
import { startGitHub } from '../support/github.ts';
import { runPost, startAction } from './support/action.ts';
import { cloudWith, facts, task } from './support/cloud.ts';

// The matrix of kinds, places and encodings is in `__tests__/echoes.test.ts`; here is the real bundle, and all that it leaves.

const kind = 'alibaba-ecs-image-pipeline';
const KEYS = {
  'access-key-secret': 'emulator-access-key-secret',
  'github-token': 'ghs_token+of/the=job',
};
const ENV = {
  GITHUB_REPOSITORY: 'octo/shop',
  GITHUB_SHA: 'a'.repeat(40),
  HTTPS_PROXY: 'http://me:pr0xy%20pass%2Fword@127.0.0.1:1',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-of-this-job',
};
const SECRETS = [...Object.values(KEYS), 'pr0xy pass/word', 'bearer-of-this-job'];
const ECHO = SECRETS.flatMap((secret) => Object.values(ENCODINGS).map((encode) => encode(secret)));

/** Pieces that fit what is shown of a text. */
const pieces = Array.from({ length: Math.ceil(ECHO.length / 8) }, (_, index) =>
  ECHO.slice(index * 8, index * 8 + 8).join(' '),
);

describe('nothing that the bundle writes has a secret that the cloud echoes', () => {
  test.concurrent.each(pieces)('%#', async (text) => {
    const step = { at: 0, message: text, errorCode: text, errorInfo: text, imageId: text };
    await using cloud = await cloudWith([task(kind, { ...step, status: facts[kind].running })]);
    using github = await startGitHub();
    const inputs = cloud.inputs(kind, { ...KEYS, 'on-cancel': 'cancel' });
    const running = startAction(inputs, { ...ENV, GITHUB_API_URL: github.url });
    await running.line(/t-1 +running/);
    cloud.addTask(task(kind, { ...step, status: facts[kind].failed }));
    const main = await running.done;
    expect(main).toMatchObject({ code: 1, stderr: '' });
    const post = await runPost(inputs, { ...main, state: { 'owed-cancels': 't-1' } }, ENV);
    const lines = [...main.lines, ...post.lines].filter((line) => !line.startsWith('::add-mask::'));
    const places = {
      log: lines.join('\n'),
      outputs: JSON.stringify(main.writes),
      summary: main.summary.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
      state: JSON.stringify(main.state),
      checkRun: JSON.stringify(github.requests.map(({ body }) => body)),
    };
    for (const [place, all] of Object.entries(places)) {
      expect([place, ECHO.filter((form) => all.includes(form))]).toEqual([place, []]);
    }
    expect(places.log).toContain('***');
    expect(places.outputs).toContain('***');
    expect(places.summary).toContain('***');
    expect(places.checkRun).toContain('***');
    for (const secret of Object.values(KEYS)) expect(main.lines).toContain(`::add-mask::${secret}`);
  });
});
