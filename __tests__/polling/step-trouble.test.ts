import { describe, expect, test } from '@jest/globals';
import { CloudError } from '../../src/model/errors.ts';
import { heartbeat, wakeAt } from '../../src/polling/heartbeat.ts';
import { stretchAt } from '../../src/polling/stretch.ts';
import { cloudError, tasks } from '../support/provider.ts';
import { type Said, type Turn, walk } from '../support/stepping.ts';

const running = tasks({ a: 'running', b: 'running' });
const trouble = cloudError('transient');
const both = { ids: ['a', 'b'] };

describe('trouble', () => {
  const of = (id: string): Said => ({ said: running, errors: { [id]: trouble } });
  test.each<[string, Turn[], string[]]>([
    ['begins, goes on and is over', [trouble, trouble, running], ['begins', 'goes on', 'over']],
    ['of one is over with an answer to it', [of('b'), running], ['begins', 'over']],
    ['that moves goes on', [of('a'), of('b'), running], ['begins', 'goes on', 'over']],
    ['can come again', [trouble, running, trouble], ['begins', 'over', 'begins']],
  ])('%s', (_, turns, expected) => {
    const { steps } = walk(turns, both);
    expect(
      steps.map(({ snapshot: { trouble: is, recovered } }) =>
        is ? (is.isNew ? 'begins' : 'goes on') : recovered ? 'over' : 'well',
      ),
    ).toEqual(expected);
  });

  test('lasts from its first error to the first answer', () => {
    const { steps } = walk([trouble, [7_000, trouble], [12_000, running]], both);
    const [, second, third] = steps.map(({ snapshot }) => snapshot);
    expect([second?.trouble?.sinceMs, third?.recovered?.lastedMs]).toEqual([7_000, 12_000]);
  });

  test('is tried again after twice the time each round, a minute at most', () => {
    const { times } = walk(Array<Turn>(8).fill(trouble), both);
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(pauses.slice(0, 5)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000]);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000);
  });

  test('that an answer to others leaves is no error any more, and holds the pause', () => {
    const turns: Turn[] = [{ said: running, errors: { b: cloudError('transient', 90_000) } }];
    const { last, looks, state } = walk([...turns, [10_000, running]], {
      ...both,
      idsPerRequest: 1,
    });
    expect(looks[1]?.ids).toEqual(['a']);
    expect(last.snapshot).not.toHaveProperty('trouble');
    expect(last.snapshot).not.toHaveProperty('recovered');
    expect(state).toMatchObject({ unanswered: ['b'], trouble: { isLatest: false, rounds: 1 } });
  });

  test('is kept as words, without what caused it', () => {
    const error = new CloudError('No.', { kind: 'transient', code: 'X', cause: new Error('why') });
    const { state } = walk([error], both);
    expect(state.trouble?.error).toMatchObject({ message: 'No.', kind: 'transient', code: 'X' });
    expect(JSON.stringify(state)).not.toContain('why');
  });
});

describe('a pause that the server asks for', () => {
  const pause = (ms: number) => cloudError('throttling', ms);
  test.each<[string, Turn, number]>([
    ['is kept', pause(45_000), 45_000],
    ['is kept to the longest', { errors: { a: pause(20_000), b: pause(70_000) } }, 70_000],
    ['is kept past the end of the grace', pause(100_000), 100_000],
    ['ends at the deadline', pause(1e15), 3_600_000],
    ['without an end too', pause(Number.POSITIVE_INFINITY), 3_600_000],
  ])('%s', (_, turn, expected) => {
    expect(walk([turn], both).state.nextLookAt).toBe(expected);
  });
});

describe('throttling', () => {
  const throttled = cloudError('throttling');
  test.each<[string, Turn[], number]>([
    ['makes looks rarer', [throttled], 1.5],
    ['by more each time', [throttled, [0, throttled]], 2.25],
    ['though another request met worse', [{ errors: { a: trouble, b: throttled } }], 1.5],
    ['and other trouble does not', [trouble], 1],
  ])('%s', (_, turns, expected) => {
    expect(stretchAt(walk(turns, both).state.stretch, 0)).toBe(expected);
  });

  test('does not grow where the clock of the next process is behind', () => {
    expect(stretchAt({ factor: 1.5, since: 3_600_000 }, 0)).toBe(1.5);
  });
});

describe('a host that cannot be reached', () => {
  const at = (host: string) => new CloudError('No way', { kind: 'transient', unreachable: host });
  const ends = (turns: Turn[], change = {}) => {
    const { next } = walk(turns, { ...both, ...change }).last;
    return 'error' in next && (next.error as CloudError).unreachable;
  };
  test.each<[string, Turn[], object, string | false]>([
    ['within its minute', [at('x'), [59_999, at('x')]], {}, false],
    ['after it', [at('x'), [60_000, at('x')]], {}, 'x'],
    ['has a minute of its own', [at('x'), [60_000, at('y')]], {}, false],
    ['keeps it over that of another', [at('x'), [30_000, at('y')], [60_000, at('x')]], {}, 'x'],
    ['keeps it over other trouble', [at('x'), trouble, [60_000, at('x')]], {}, 'x'],
    ['in check mode', [at('x')], { mode: 'check' }, 'x'],
  ])('%s', (_, turns, change, expected) => {
    expect(ends(turns, change)).toBe(expected);
  });
});

describe('a sign of life', () => {
  const far = { ...both, pollIntervalMs: 600_000 };
  test.each([
    ['comes a minute after the news', 600_000, 60_000],
    ['waits for a look that is about to follow', 61_000, 61_000],
  ])('%s', (_, pollIntervalMs, expected) => {
    expect(wakeAt(walk([running], { ...both, pollIntervalMs }).state)).toBe(expected);
  });

  test('tells no news twice, and comes again a minute later', () => {
    const { state, options } = walk([running], far);
    const beat = heartbeat(state, options, 60_000);
    expect(beat.snapshot).toMatchObject({ changed: [], isHeartbeat: true, nextLookInMs: 540_000 });
    expect(beat.snapshot.eta?.leftMs).toBe(3_540_000);
    expect([beat.next, wakeAt(beat.state)]).toEqual([{ lookAt: 600_000 }, 120_000]);
  });

  test('of trouble says how long it has lasted', () => {
    const { state, options } = walk([cloudError('throttling', 300_000)], far);
    const { snapshot } = heartbeat(state, options, 60_000);
    expect(snapshot.trouble).toMatchObject({ sinceMs: 60_000, isNew: false });
    expect(snapshot.trouble?.error.message).toBe('The cloud says throttling.');
  });

  test.each([
    ['a round in a quiet minute is one', running, true],
    ['one with news is none', tasks({ a: 'pending' }), false],
  ])('%s', (_, said, expected) => {
    expect(walk([running, [60_000, said]], both).last.snapshot.isHeartbeat).toBe(expected);
  });
});

/** Two looks at three hundred tasks, a request each, of which one is in vain for the first time. */
function inVain(kind: 'transient' | 'throttling') {
  const ids = Array.from({ length: 300 }, (_, nth) => `t-${nth}`);
  const running = tasks(Object.fromEntries(ids.map((id) => [id, 'running'])));
  const first = { said: running, errors: { 't-7': cloudError(kind) } };
  const walked = walk([first, running], { ids, idsPerRequest: 1 });
  expect(walked.looks.map((look) => look.ids.length)).toEqual([100, 100]);
  expect(walked.times[1]).toBeGreaterThanOrEqual(1_800);
  return walked;
}

test('what one of many rounds has asked for in vain puts none of the others off', () => {
  const { steps, times, looks } = inVain('transient');
  expect(looks[1]?.ids).not.toContain('t-7');
  expect(steps[1]?.next).toEqual({ lookAt: times[1] });
});

test('a task that was refused for too many requests is the next that is asked for', () => {
  const { steps, looks } = inVain('throttling');
  expect(looks[1]?.ids[0]).toBe('t-7');
  expect(steps[1]?.snapshot.recovered).toBeDefined();
});
