import { describe, expect, test } from '@jest/globals';
import { type Builds, type Request, waitForBuilds } from '../../bench/builds.ts';
import { EPOCH, VirtualClock } from '../support/clock.ts';

const NEVER = Number.POSITIVE_INFINITY;
const QUOTA = 20;

async function play(change: Partial<Builds> & { inputs?: Record<string, string> } = {}) {
  const clock = new VirtualClock(EPOCH);
  const builds: Builds = {
    count: 1_000,
    repositories: 30,
    perSecond: () => QUOTA,
    endsAfterMs: (index) => 1_000 + index * 60,
    ...change,
  };
  const played = await waitForBuilds(builds, clock);
  return { ...played, endedAt: clock.now() - EPOCH, builds };
}

const ofResults = ({ action }: Request) =>
  action === 'GetRepository' || action === 'ListInstanceEndpoint';
const busiestSecond = (requests: readonly Request[]) =>
  Math.max(
    ...Map.groupBy(requests, ({ at }) => Math.floor(at / 1_000))
      .values()
      .map((all) => all.length),
  );

describe('a thousand builds under twenty requests a second', () => {
  test.each([1, 30, 1_000])(
    'of %d repositories: every image is set, with a request for each and one for the instance',
    async (repositories) => {
      const { outcome, requests, warnings } = await play({ repositories });
      expect([outcome.state, warnings]).toEqual(['succeeded', []]);
      expect(new Set(outcome.tasks.map(({ image }) => image)).size).toBe(repositories);
      expect(outcome.tasks.every(({ image }) => image?.endsWith(':v1'))).toBe(true);
      expect(requests.filter(ofResults).length).toBeLessThanOrEqual(repositories + 1);
      expect(requests.filter(({ isRefused }) => isRefused)).toEqual([]);
      expect(busiestSecond(requests)).toBeLessThanOrEqual(QUOTA);
    },
  );

  test('are all looked at in turn: none is left for long, and the first of all as soon as the others', async () => {
    const { outcome, requests } = await play({
      endsAfterMs: () => NEVER,
      inputs: { timeout: '5m' },
    });
    expect(outcome.state).toBe('timed-out');
    const looks = [...Map.groupBy(requests, ({ id }) => id).values()].map((all) => [
      0,
      ...all.map(({ at }) => at),
    ]);
    expect(looks).toHaveLength(1_000);
    const gaps = looks.flatMap((at) => at.slice(1).map((next, nth) => next - (at[nth] ?? 0)));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(52_000);
  });

  test('are looked at once in check mode, however long that takes', async () => {
    const { outcome, requests } = await play({
      endsAfterMs: () => NEVER,
      inputs: { mode: 'check' },
    });
    expect([outcome.state, requests.length]).toEqual(['running', 1_000]);
  });

  test('have a last look that takes no longer, at those first that were not looked at for the longest', async () => {
    const { outcome, requests, endedAt } = await play({
      endsAfterMs: () => NEVER,
      inputs: { timeout: '70s' },
    });
    expect([outcome.state, endedAt]).toEqual(['timed-out', 80_000]);
    const before = requests.filter(({ at }) => at < 70_000);
    const last = requests.filter(({ at }) => at >= 70_000).map(({ id }) => id);
    expect(last.length).toBeGreaterThanOrEqual(190);
    // One that is on its way at the deadline is asked for again.
    const longest = [...new Set(before.toReversed().map(({ id }) => id))].toReversed();
    const lookedAt = new Map(before.map(({ id, at }) => [id, at]));
    const latest = Math.max(...last.map((id) => lookedAt.get(id) ?? 0));
    const left = longest.filter((id) => !last.includes(id));
    expect(Math.min(...left.map((id) => lookedAt.get(id) ?? 0))).toBeGreaterThanOrEqual(
      latest - 5_000,
    );
  });

  test('are cancelled on a signal within five seconds, as many as that allows, those that run first', async () => {
    const { requests, endedAt, outcome } = await play({
      endsAfterMs: () => NEVER,
      startsAfterMs: (index) => (index % 2 ? 0 : NEVER),
      interruptAfterMs: 20_000,
      inputs: { 'on-cancel': 'cancel' },
    });
    const canceled = requests.filter(({ action }) => action === 'CancelArtifactBuildTask');
    const seen = new Set(requests.filter(({ at }) => at < 20_000).map(({ id }) => id));
    expect([outcome.state, endedAt]).toEqual(['interrupted', 25_000]);
    expect(canceled.length).toBeGreaterThanOrEqual(80);
    expect(canceled.every(({ id }) => seen.has(id) && Number(id.slice(2)) % 2 === 1)).toBe(true);
    expect(busiestSecond(requests)).toBeLessThanOrEqual(QUOTA);
  });
});

describe('a cloud that takes less', () => {
  test.each([2, 5, 12])('of %d a second: every image is set, and few are refused', async (most) => {
    const { outcome, requests } = await play({
      count: 200,
      perSecond: () => most,
      inputs: { timeout: '2h' },
    });
    expect(outcome.state).toBe('succeeded');
    expect(outcome.tasks.every(({ image }) => image)).toBe(true);
    const refused = requests.filter(({ isRefused }) => isRefused).length;
    expect(refused / requests.length).toBeLessThanOrEqual(0.15);
  });

  test('and for a whole minute nothing, when the results are looked up: every image is set', async () => {
    // The tasks have ended by the first look at each, which takes ten seconds.
    const { outcome, warnings, endedAt } = await play({
      count: 200,
      endsAfterMs: () => 0,
      perSecond: (at) => (at > 10_500 && at < 70_500 ? 0 : QUOTA),
    });
    expect([outcome.state, warnings]).toEqual(['succeeded', []]);
    expect(outcome.tasks.every(({ image }) => image)).toBe(true);
    expect(endedAt).toBeGreaterThan(70_000);
  });

  test('and nothing for good: the wait has succeeded, and says why there is no image', async () => {
    const { outcome, warnings, endedAt } = await play({
      count: 200,
      endsAfterMs: () => 0,
      perSecond: (at) => (at > 10_500 ? 0 : QUOTA),
    });
    expect(outcome.state).toBe('succeeded');
    expect(warnings).toEqual([expect.stringMatching(/^\d+ of 200 .*Throttling\.User/)]);
    expect(endedAt).toBeLessThanOrEqual(90_000);
  });
});
