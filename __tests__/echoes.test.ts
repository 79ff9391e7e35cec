import { beforeAll, describe, expect, test } from '@jest/globals';
import { kinds } from '../emulator/index.ts';
import { CONTRACT } from './support/contract.ts';
import { readings, tracesOf } from './support/echo-text.ts';
import { type Answering, type Echo, GITHUB_TOKEN, runEchoed } from './support/echoes.ts';
import { ENCODINGS } from './support/encodings.ts';

// A cloud that sends back every secret that it was sent, and those that it never saw, in every text that it may.

beforeAll(() => {
  process.env.GITHUB_REPOSITORY = 'octo/shop';
});

const answerings: readonly Answering[] = ['success', 'failure', 'error', 'trouble', 'strange word'];

async function leaksOf(echo: Echo) {
  const { outcome, known, toGitHub, summary, outputs, log } = await runEchoed(echo);
  const places = {
    log: log.join('\n'),
    summary,
    outputs: outputs.join('\n'),
    checkRun: toGitHub.join('\n'),
  };
  const leaks = Object.entries(places).flatMap(([place, text]) => {
    const read = readings(text);
    return known.flatMap((secret) =>
      tracesOf(secret)
        .filter((trace) => read.some((reading) => reading.includes(trace)))
        .map((trace) => `${place} has ${trace.slice(0, 60)} of ${secret.slice(0, 20)}`),
    );
  });
  return { leaks, outcome, known, places };
}

describe.each(answerings)('where every text of a %s echoes secrets', (answering) => {
  test.each(kinds)('nothing of them is told by %s', async (kind) => {
    for (const [name, encode] of Object.entries(ENCODINGS)) {
      const { leaks, outcome, known, places } = await leaksOf({ kind, answering, encode });
      expect([name, leaks]).toEqual([name, []]);
      const state = {
        success: 'succeeded',
        failure: 'failed',
        error: 'error',
        trouble: 'succeeded',
        'strange word': 'timed-out',
        'no keys': 'error',
      }[answering];
      expect([name, outcome.state]).toEqual([name, state]);
      expect(known.length).toBeGreaterThanOrEqual(6);
      expect(known).toContain(GITHUB_TOKEN);
      // They were there: what is told has stars in their place, unless the contract says that the kind is terse.
      const isTold = !(answering === 'success' && CONTRACT[kind].isTerse);
      expect(/\*\*\*|is no reference/.test(places.log + places.outputs)).toBe(isTold);
      expect(places.checkRun).toContain('"name"');
    }
  });
});

describe.each(['alibaba-eci-commit', 'volcengine-ecs-task'] as const)('with a role: %s', (kind) => {
  test.each(['failure', 'error', 'no keys'] as const)('%s', async (answering) => {
    for (const encode of Object.values(ENCODINGS)) {
      const { leaks, known } = await leaksOf({ kind, answering, encode, access: 'role' });
      expect(leaks).toEqual([]);
      // The bearer of the runner and the token that it gave are among them.
      expect(known).toContain('bearer-of-this-job');
      expect(known.some((secret) => secret.startsWith('eyJ'))).toBe(true);
    }
  });
});

test('no cut leaves a part of one', async () => {
  for (const most of [30, 80, 100, 150, 200, 300, 600, 1_000, 2_000, 4_000, 8_000]) {
    for (const kind of kinds) {
      const textOf = (all: readonly string[]) =>
        all
          .map((secret) => 'x'.repeat(Math.max(most - Math.ceil(secret.length * 0.8), 0)) + secret)
          .join(' ');
      const echo: Echo = { kind, answering: 'failure', encode: String, textOf };
      expect((await leaksOf(echo)).leaks).toEqual([]);
    }
  }
});
