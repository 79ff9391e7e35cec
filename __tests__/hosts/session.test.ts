import { describe, expect, test } from '@jest/globals';
import { cancelLater, wait } from '../../src/hosts/session.ts';
import { InterruptedError } from '../../src/model/errors.ts';
import type { HttpRequest } from '../../src/model/world.ts';
import { GOOD, GOOD_ROLE, SECRET, type Texts } from '../support/inputs.ts';
import { recordingHost } from '../support/recording-host.ts';
import { type Act, answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

// A second host, which GitHub knows nothing of: the whole wait through the interface alone.

const TOKEN = 'page-token-0123';
const CR = { ...GOOD, provider: 'alibaba-cr-artifact-build', 'instance-id': 'cri-1' };
const build = (TaskStatus: string, more = {}) =>
  answer({ BuildTaskId: 'exec-1', TaskStatus, TargetArtifact: {}, ...more });

/** Waits on the recording host in front of a cloud that answers each action by its own script. */
async function waitOn(texts: Texts, cloud: Record<string, [Act, ...Act[]]>, stopAfterMs?: number) {
  const actions: string[] = [];
  const https = new Map(Object.entries(cloud).map(([name, acts]) => [name, scriptedHttp(...acts)]));
  const world = testWorld(async (request: HttpRequest, signal) => {
    const action = request.headers['x-acs-action'] ?? request.url.searchParams.get('Action') ?? '';
    actions.push(action);
    return (https.get(action) ?? scriptedHttp('hang'))(request, signal);
  });
  const recorded = recordingHost(texts);
  const stop = new AbortController();
  if (stopAfterMs !== undefined) {
    world.clock.sleep(stopAfterMs).then(() => stop.abort(new InterruptedError('SIGINT')));
  }
  const outcome = await wait(recorded.host, world, stop.signal);
  return { ...recorded, outcome, actions };
}

describe('a wait on another host', () => {
  test('is told from its first line to its last, with outputs and what the host publishes', async () => {
    const { outcome, lines, outputs, published, masked, left } = await waitOn(
      { ...CR, 'page-token': TOKEN },
      { GetArtifactBuildTask: [build('BUILDING'), build('CANCELED')] },
    );
    expect(outcome.state).toBe('canceled');
    expect(lines).toEqual([
      'Waiting at most 1h for exec-1: accelerated image build (Container Registry), cn-hangzhou',
      expect.stringMatching(/^00:00:00 {2}exec-1 +running +BUILDING$/),
      expect.stringMatching(/^00:00:00 {2}console: https:/),
      expect.stringMatching(/exec-1 +canceled +CANCELED$/),
      expect.stringMatching(/^error The task was canceled: exec-1 was canceled \(CANCELED\)\./),
      'group exec-1: Log',
      expect.stringContaining('no answer within 15 s'),
    ]);
    expect(Object.keys(outputs)).toHaveLength(10);
    expect(outputs).toMatchObject({ state: 'canceled', 'failed-task-ids': 'exec-1' });
    expect(JSON.parse(outputs.tasks ?? '')).toMatchObject([{ id: 'exec-1', state: 'canceled' }]);
    expect(published).toEqual([
      'begin alibaba-cr-artifact-build',
      'update BUILDING',
      'update CANCELED',
      'write canceled',
      'complete canceled',
    ]);
    expect(masked).toEqual([SECRET, TOKEN]);
    // Nothing is to be cancelled, and so nothing is left for later.
    expect(left).toEqual([]);
  });

  test('names inputs as its users write them', async () => {
    const timedOut = await waitOn(
      { ...CR, timeout: '5s' },
      { GetArtifactBuildTask: [build('BUILDING')] },
    );
    expect(timedOut.lines.at(-1)).toContain('Set a longer --timeout if it usually takes so long.');
    const refused = answer({ Code: 'InvalidAccessKeyId.NotFound', Message: 'no' }, 404);
    const denied = await waitOn(CR, { GetArtifactBuildTask: [refused] });
    expect(denied.lines.at(-1)).toContain(
      'Check --access-key-id, --access-key-secret and --security-token',
    );
    expect(denied.outcome.nextStep).toContain('--access-key-id');
  });

  test('shows what is wrong with the inputs, in its words, and as much as it can', async () => {
    const wrong = { ...CR, timeout: '60', 'fail-fast': 'x', mode: 'y', 'access-key-secret': '' };
    const { lines, outputs, actions, outcome } = await waitOn(wrong, {});
    expect(actions).toEqual([]);
    expect(lines).toEqual([
      expect.stringMatching(/^error Input timeout: --timeout: `60` is not a duration/),
      expect.stringMatching(/^error Input fail-fast: --fail-fast: /),
      expect.stringMatching(/^--mode: /),
      '--access-key-secret is missing. Set --access-key-id and --access-key-secret together, --security-token only with them.',
    ]);
    expect([outputs.state, outcome.message]).toEqual(['error', expect.stringContaining('--mode')]);
  });

  test('that is stopped leaves what it owes to a later process, which cancels it', async () => {
    const refusal = answer({ Code: 'ServiceUnavailable', Message: 'no' }, 503);
    const { lines, left, outcome } = await waitOn(
      { ...CR, 'on-cancel': 'cancel' },
      { GetArtifactBuildTask: [build('BUILDING')], CancelArtifactBuildTask: [refusal] },
      1_000,
    );
    expect(left).toEqual(['exec-1', 'exec-1', 'exec-1']);
    expect(
      lines.some((line) => line.startsWith('exec-1: not cancelled, wait cancel tries again: ')),
    ).toBe(true);
    expect(outcome.message).toContain(
      'The system sent SIGINT. Someone has stopped it. The cloud has not taken the cancel of exec-1, which wait cancel tries again.',
    );

    const actions: string[] = [];
    const world = testWorld(async ({ headers }) => {
      actions.push(headers['x-acs-action'] ?? '');
      return actions.length === 1
        ? build('BUILDING')
        : answer({ Code: 'success', IsSuccess: true });
    });
    const later = recordingHost({ ...CR, 'on-cancel': 'cancel' }, left.at(-1));
    await cancelLater(later.host, world);
    expect(actions).toEqual(['GetArtifactBuildTask', 'CancelArtifactBuildTask']);
    expect(later.lines).toEqual(['exec-1: the cloud was asked to cancel it.']);
  });

  test('that left what cannot be read says so', async () => {
    const { host, lines } = recordingHost(CR, '$(rm)');
    await cancelLater(host, testWorld());
    expect(lines).toEqual([
      expect.stringMatching(
        /^warning Not cancelled: What the wait left for this one cannot be read/,
      ),
    ]);
  });

  test('assumes a role with a token of that host', async () => {
    const { tokensFor, masked, lines, outcome } = await waitOn(GOOD_ROLE, {
      AssumeRoleWithOIDC: [answer({ Code: 'NoPermission', Message: 'no' }, 403)],
    });
    expect(tokensFor).toEqual(['sts.aliyuncs.com']);
    expect(masked).toContain('token.of.host');
    expect(outcome.requestCount).toBe(1);
    expect(lines.at(-1)).toContain('Could not assume acs:ram::1:role/deploy');
  });

  test('has more warnings than stand out as lines', async () => {
    const texts = { ...CR, 'task-type': 'CopyImage', 'container-group-id': 'cg-1' };
    const { lines } = await waitOn(texts, { GetArtifactBuildTask: [build('CANCELED')] });
    expect(lines.slice(0, 2)).toEqual([
      'warning Input: `--container-group-id` has no meaning for alibaba-cr-artifact-build and is not used.',
      'Input: `--task-type` has no meaning for alibaba-cr-artifact-build and is not used.',
    ]);
  });

  test('never rejects, whatever its own parts do', async () => {
    const { host, lines } = recordingHost(GOOD);
    const broken = {
      ...host,
      publisher: () => {
        throw new Error(`broken by ${SECRET}`);
      },
    };
    const outcome = await wait(broken, testWorld(), untouched());
    expect(outcome).toMatchObject({ state: 'error', isOk: false });
    expect(lines).toEqual(['error Unexpected error: broken by ***.']);
  });
});
