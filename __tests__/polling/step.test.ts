import { describe, expect, test } from '@jest/globals';
import type { Observation } from '../../src/model/task.ts';
import { begin, STATE_VERSION, type Step, type WatchOptions } from '../../src/polling/state.ts';
import { cutShort, learn, nextLook, step, whyLate } from '../../src/polling/step.ts';
import { cloudError, tasks } from '../support/provider.ts';
import { roundOf, type Turn, walk } from '../support/stepping.ts';
import { OPTIONS } from '../support/watching.ts';

const running = tasks({ a: 'running' });
const done = tasks({ a: 'succeeded' });
const slow = { pollIntervalMs: 45_000 };
const check = { mode: 'check' } as const;
const parents = { ids: [], parents: ['p'] };
const child = tasks({ a: 'running' }).map((task): Observation => ({ ...task, phase: 'p' }));
const ofTasks = ({ snapshot }: Step) => snapshot.tasks.map(({ id, state }) => `${id} ${state}`);

test('a wait that has not looked is due, and knows nothing', () => {
  const { tasks, ...state } = begin({ ...OPTIONS, ids: ['a', 'b', 'a'], parents: ['p', 'p'] }, 7);
  expect(state).toMatchObject({ version: STATE_VERSION, begunAt: 7, nextLookAt: 7 });
  expect([tasks.map(({ task }) => task.id), state.openParents]).toEqual([['a', 'b'], ['p']]);
});

test('a step changes nothing in the state before it, and comes to the same each time', () => {
  const { state, options } = walk([running, cloudError('transient')]);
  const text = JSON.stringify(state);
  const round = roundOf(nextLook(state, options, 20_000), done);
  const [first, second] = [1, 2].map(() => step(state, round, 20_000, 0.5, options));
  expect(second).toEqual(first);
  expect(JSON.stringify(state)).toBe(text);
});

test('of a task without news nothing is made anew, and tasks that are planned alike have one look', () => {
  const ids = ['a', 'b', 'c'];
  const said = () => tasks({ a: 'running', b: 'running', c: 'running' });
  const { steps } = walk([said(), said(), tasks({ a: 'running', b: 'failed', c: 'running' })], {
    ids,
    failFast: false,
  });
  const [first, second, third] = steps.map(({ state }) => state);
  expect(second?.tasks).toBe(first?.tasks);
  expect(new Set(second?.looks).size).toBe(1);
  expect(third?.tasks.map((entry, at) => entry === second?.tasks[at])).toEqual([true, false, true]);
  expect(third?.looks.map((planned) => planned?.at)).toEqual([30_000, undefined, 30_000]);
});

describe('what follows a round', () => {
  const two = { ids: ['a', 'b'] };
  const half = tasks({ a: 'failed', b: 'running' });
  const fatal = cloudError('permission');
  const trouble = cloudError('transient');
  test.each<[string, Turn[], Partial<WatchOptions>, Step['next']]>([
    ['a task that runs', [running], {}, { lookAt: 10_000 }],
    ['all have ended', [done], {}, { end: 'decided' }],
    ['one has failed', [half], two, { end: 'decided' }],
    ['one has failed, not fail-fast', [half], { ...two, failFast: false }, { lookAt: 10_000 }],
    ['part of one, not accepted', [tasks({ a: 'partial' })], two, { end: 'decided' }],
    ['part, accepted', [tasks({ a: 'partial' })], { acceptPartial: true }, { end: 'decided' }],
    ['an unknown word', [tasks({ a: 'unknown' })], {}, { lookAt: 10_000 }],
    ['an error that does not pass', [fatal], {}, { error: fatal }],
    ['a failure and an error', [{ said: half, errors: { b: fatal } }], two, { end: 'decided' }],
    ['a look at the deadline', [[3_600_000, running]], {}, { end: 'timed-out' }],
    ['trouble at the deadline', [[3_600_000, trouble]], {}, { end: 'timed-out' }],
    ['success at the deadline', [[3_600_000, done]], {}, { end: 'decided' }],
    ['a deadline before the next look', [[3_599_000, running]], {}, { lookAt: 3_600_000 }],
    ['a look in check mode', [running], check, { end: 'looked' }],
    ['trouble in check mode', [trouble], check, { error: trouble }],
  ])('%s', (_, turns, change, expected) => {
    expect(walk(turns, change).last.next).toEqual(expected);
  });
});

describe('a look', () => {
  const { state, options } = walk([tasks({ a: 'running', b: 'succeeded' })], { ids: ['a', 'b'] });
  test.each([
    [10_000, { ids: ['a'], isLast: false, isGraceOver: false, limitMs: 3_590_000 }],
    [60_000, { ids: ['a'], isLast: false, isGraceOver: true, limitMs: 3_540_000 }],
    [3_600_000, { ids: ['a'], isLast: true, isGraceOver: true, limitMs: 10_000 }],
    // A state that was stored for a month.
    [30 * 86_400_000, { ids: ['a'], isLast: true, isGraceOver: true, limitMs: 10_000 }],
  ])('at %d ms', (at, expected) => {
    expect(nextLook(state, options, at)).toMatchObject(expected);
  });

  test.each([
    [20, 1, 100],
    [4, 1, 20],
    [4, 10, 200],
  ])(
    'at a ceiling of %d a second, %d ids a request, is of %d tasks, those due the longest first',
    (...of) => {
      const [perSecond, idsPerRequest, most] = of;
      const ids = Array.from({ length: 300 }, (_, nth) => `t-${nth}`);
      const here = { ...OPTIONS, ids, idsPerRequest };
      const ceiling = { perSecond, since: 0, sent: [] };
      const fresh = { ...begin(here, 0), ceiling };
      const first = nextLook(fresh, here, 0);
      expect(first.ids).toEqual(ids.slice(0, most));
      const running = tasks(Object.fromEntries(first.ids.map((id) => [id, 'running'])));
      const { state, next } = step(fresh, roundOf(first, running), 1_000, 0.5, here);
      // What was left out is due at once, and nobody of the first round comes before the last of them.
      expect(next).toEqual({ lookAt: 1_000 });
      const second = nextLook({ ...state, ceiling }, here, 20_000).ids;
      expect(second.slice(0, 300 - most)).toEqual(ids.slice(most, 300).slice(0, second.length));
    },
  );

  test('in check mode is the last one, without grace', () => {
    const look = nextLook(begin(OPTIONS, 0), { ...OPTIONS, ...check }, 0);
    expect(look).toMatchObject({ isLast: true, isGraceOver: true, limitMs: 30_000 });
  });

  test('that the deadline cuts short keeps what has come, and the news of it for the next', () => {
    const { state, options } = walk([tasks({ a: 'running' })], { ids: ['a', 'b'] });
    const look = nextLook(state, options, 10_000);
    const cut = cutShort(state, roundOf(look, { said: done, errors: { b: new Error('late') } }));
    expect([cut.hasAnswer, cut.trouble, cut.untold]).toEqual([true, null, ['a']]);
    const last = nextLook(cut, options, 3_600_000);
    expect(last.ids).toEqual(['b']);
    const { snapshot } = step(cut, roundOf(last, []), 3_600_000, 0.5, options);
    expect(snapshot.changed.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'a succeeded',
      'b not-found',
    ]);
  });

  test('that comes too late has the trouble before it for a reason', () => {
    expect(whyLate(walk([running]).state).message).toBe('The last look had no answer in time.');
    const { state } = walk([cloudError('throttling', 5_000)]);
    expect(whyLate(state)).toMatchObject({ message: 'The cloud says throttling.', passes: true });
  });
});

describe('a task that is not listed', () => {
  test.each<[string, Turn[], Partial<WatchOptions>, string[]]>([
    ['is waited for within its grace', [[], [59_999, []]], {}, ['a unknown']],
    ['is given up after it', [[], [60_000, []]], {}, ['a not-found']],
    ['is given up at once in check mode', [[]], check, ['a not-found']],
    ['is there when it is listed late', [[], [60_000, running]], {}, ['a running']],
    [
      'is no matter of an answer to others',
      [[60_000, { errors: { a: cloudError('transient') } }]],
      {},
      ['a unknown'],
    ],
  ])('%s', (_, turns, change, expected) => {
    expect(ofTasks(walk(turns, change).last)).toEqual(expected);
  });

  test('is looked at exactly when its grace is over', () => {
    expect(walk([[], [], []], slow).times).toEqual([0, 45_000, 60_000]);
  });
});

describe('a task that was seen and is missing', () => {
  const trouble = cloudError('transient');
  test.each<[string, Turn[], string]>([
    ['twice, still runs', [running, [], []], 'a running'],
    ['three times, has vanished', [running, [], [], []], 'a not-found'],
    [
      'with trouble in between, has vanished too',
      [running, [], trouble, [], trouble, []],
      'a not-found',
    ],
    ['and shows up again, counts from the start', [running, [], [], running, [], []], 'a running'],
  ])('%s', (_, turns, expected) => {
    expect(ofTasks(walk(turns).last)).toEqual([expected]);
  });
});

describe('parents', () => {
  test('are asked for in each round until a task of theirs is listed, which is then', () => {
    const { looks, last } = walk([[], child, running], parents);
    expect(looks.map(({ ids, parents: asked }) => [...ids, ...asked])).toEqual([
      ['p'],
      ['p'],
      ['a'],
    ]);
    expect(ofTasks(last)).toEqual(['a running']);
  });

  test('without a task keep the wait from its end, until their grace is over', () => {
    const both = { ids: ['b'], parents: ['p'] };
    const { steps } = walk([tasks({ b: 'succeeded' }), [59_999, []], [60_000, []]], both);
    expect(steps.map(({ next }) => next)).toEqual([
      { lookAt: 10_000 },
      { lookAt: 60_000 },
      { end: 'decided' },
    ]);
    expect(steps.map(ofTasks).at(-1)).toEqual(['b succeeded', 'p not-found']);
  });

  test('say why there may be none', () => {
    const { state, options } = walk([[]], parents);
    const look = nextLook(state, options, 60_000);
    const answers = [{ parents: [{ id: 'p', tasks: [], why: 'It has others' }] }];
    const round = { look, answers, unanswered: [], errors: [] };
    const [task] = step(state, round, 60_000, 0.5, options).snapshot.tasks;
    expect(task).toMatchObject({ id: 'p', message: 'It has others.' });
  });
});

describe('earlier tasks', () => {
  const auto = { pollIntervalMs: 'auto' } as const;
  const pauses = [cloudError('throttling'), cloudError('throttling')];
  test.each<[string, Turn[], Partial<WatchOptions>, string]>([
    ['are wanted until a task is seen', [[], []], auto, 'wanted'],
    ['are due when one is', [[], running], auto, 'due'],
    [
      'are not due in trouble',
      [{ said: running, errors: { b: pauses[0] as Error } }],
      { ...auto, ids: ['a', 'b'] },
      'wanted',
    ],
    ['are due after it', [...pauses, running], auto, 'due'],
    ['are no matter to a fixed interval', [running], {}, 'done'],
    ['are asked for beside what the user says', [running], { ...auto, expectedMs: 1 }, 'due'],
  ])('%s', (_, turns, change, expected) => {
    expect(walk(turns, change).state.earlier).toBe(expected);
  });

  test('sharpen the plan of what was just looked at, and are asked for once', () => {
    const { state, options } = walk([[50_000, running]], auto);
    const learnt = learn(state, [56_000, 57_000, 58_000], 50_100, 0.5, options);
    expect(learnt).toMatchObject({ earlier: 'done', earlierMs: [56_000, 57_000, 58_000] });
    expect(learnt.nextLookAt).toBeLessThan(state.nextLookAt);
  });

  test('are those of this wait too, as they succeed', () => {
    const times = { createdAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:05:00Z' };
    const one = tasks({ a: 'succeeded' }).map((task) => ({ ...task, ...times }));
    const { state } = walk([[...one, ...tasks({ b: 'running' })]], { ids: ['a', 'b'] });
    expect(state.earlierMs).toEqual([300_000]);
  });
});
