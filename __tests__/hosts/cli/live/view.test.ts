import { afterEach, describe, expect, test } from '@jest/globals';
import type { Guard } from '../../../../src/hosts/cli/job-control.ts';
import { openLiveView } from '../../../../src/hosts/cli/live/view.ts';
import { NO_COURSE } from '../../../../src/render/course.ts';
import type { Report } from '../../../../src/render/report.ts';
import { VirtualClock } from '../../../support/clock.ts';
import { openScreen } from '../../../support/screen.ts';
import { snapshotOf, taskOf } from './seen-of.ts';

const SPINNER = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/;
const FRAME = '\u001b[?7l';

/** A view that stays open would be drawn for ever. */
const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** A view on a terminal of xterm.js, at 12:00, and what the terminal would tell it. */
function onScreen({ columns = 80, rows = 24, showsData = true } = {}) {
  const size = { columns, rows };
  const owner = { isUs: true };
  const screen = openScreen(columns, rows);
  const clock = new VirtualClock();
  const data: string[] = [];
  let guard: Guard | undefined;
  let prints = 0;
  const view = openLiveView({
    terminal: {
      size: () => size,
      print(text) {
        prints += 1;
        screen.write(text);
      },
      showsData,
      isOurs: () => owner.isUs,
      guard(given) {
        guard = given;
        return () => {
          guard = undefined;
        };
      },
    },
    data(text) {
      data.push(text);
      if (showsData) screen.write(text);
    },
    paint: (text) => text,
    clock,
    env: {},
  });
  opened.push(view.close);
  const target = { provider: 'p', title: 't', region: 'r' };
  return {
    ...{ view, screen, clock, data, owner },
    guard: () => guard,
    prints: () => prints,
    frames: () => screen.written.split(FRAME).length - 1,
    begin: () => view.publisher.begin?.({ target, acceptPartial: false }, () => {}, {} as never),
    see: (...tasks: Parameters<typeof taskOf>[]) =>
      view.publisher.update?.(snapshotOf(tasks.map((task) => taskOf(...task))), NO_COURSE),
    end: () => view.publisher.write?.({} as Report),
    async resize(to: typeof size) {
      await clock.hold(() => screen.resize(to.columns, to.rows));
      Object.assign(size, to);
    },
  };
}

describe('a live view', () => {
  test('shows lines above it, and is gone in the end, with the cursor where the next line belongs', async () => {
    const { view, screen, clock, begin, see, end } = onScreen();
    view.line('before');
    begin();
    see(['a'], ['b']);
    await clock.sleep(600);
    expect(screen.hasCursor()).toBe(false);
    view.line('changed');
    see(['a', { state: 'succeeded', status: 'Succeeded' }], ['b']);
    await clock.sleep(600);
    expect(await clock.hold(screen.lines)).toEqual([
      'before',
      'changed',
      '✓ a  Succeeded  00:00',
      expect.stringMatching(/^. b {2}Running {4}00:00$/),
      expect.stringMatching(/^. 1 of 2 done {2}00:00$/),
    ]);
    view.data('state: succeeded\n');
    view.line('the end');
    end();
    view.line('after the end');
    expect(await clock.hold(screen.lines)).toEqual([
      'before',
      'changed',
      'state: succeeded',
      'the end',
      'after the end',
    ]);
    expect(await screen.cursorLine()).toBe('');
    expect(screen.hasCursor()).toBe(true);
    expect(await screen.modes()).toEqual({ wraps: true, isHeldBack: false });
  });

  test('is drawn four times a second at most, whatever comes, and never again once it has ended', async () => {
    const { view, clock, begin, see, end, frames, prints } = onScreen();
    begin();
    for (let at = 0; at < 100; at += 1) {
      view.line(`line ${at}`);
      see(['a', { progress: at / 100 }]);
      await clock.sleep(100);
    }
    expect(frames()).toBeGreaterThan(35);
    expect(frames()).toBeLessThanOrEqual(41);
    end();
    const last = prints();
    await clock.sleep(5_000);
    expect(prints()).toBe(last);
    expect(clock.pending).toBe(0);
  });

  test('writes what is data at once, and takes itself out of its way where both share the terminal', async () => {
    const { view, screen, clock, data, begin, see, end } = onScreen();
    begin();
    see(['a']);
    await clock.sleep(300);
    view.line('a line');
    view.data('{"state":"running"}\n');
    view.data('{"state":"pending"}\n');
    expect(data).toHaveLength(2);
    expect(await clock.hold(screen.lines)).toEqual([
      'a line',
      '{"state":"running"}',
      '{"state":"pending"}',
    ]);
    await clock.sleep(300);
    expect((await clock.hold(screen.lines)).at(-1)).toMatch(SPINNER);
    end();
    expect(await clock.hold(screen.lines)).toHaveLength(3);
  });

  test('is not touched by data that go elsewhere', async () => {
    const { view, clock, begin, see, end, prints } = onScreen({ showsData: false });
    begin();
    see(['a']);
    await clock.sleep(300);
    const before = prints();
    view.data('{}\n');
    expect(prints()).toBe(before);
    end();
  });

  test('leaves out what it shows itself', () => {
    const lines: string[] = [];
    const { view } = onScreen();
    const line = (text: string) => void lines.push(text);
    const plain = {
      line,
      warning: line,
      error: line,
      group: line,
      most: { warnings: 9, errors: 9 },
    };
    const screen = view.over(plain);
    screen.progress?.('still waiting');
    screen.line('succeeded');
    expect(lines).toEqual(['succeeded']);
  });

  test('gives the terminal back while the process stands still, and draws anew after it', async () => {
    const { view, screen, clock, guard, begin, see, end, frames } = onScreen();
    begin();
    see(['a']);
    await clock.sleep(300);
    view.line('a line');
    guard()?.pause();
    expect(screen.hasCursor()).toBe(true);
    expect(await clock.hold(screen.lines)).toEqual(['a line']);
    const before = frames();
    await clock.sleep(2_000);
    expect(frames()).toBe(before);
    screen.write('$ fg\n');
    guard()?.resume();
    await clock.sleep(300);
    expect(screen.hasCursor()).toBe(false);
    expect(await clock.hold(screen.lines)).toEqual([
      'a line',
      '$ fg',
      expect.stringMatching(SPINNER),
    ]);
    end();
    expect(await clock.hold(screen.lines)).toEqual(['a line', '$ fg']);
  });

  test('gives the cursor back as well where the process ends as soon as it goes on', async () => {
    const { screen, clock, guard, begin, see } = onScreen();
    begin();
    see(['a']);
    await clock.sleep(300);
    // Stopped by a signal that nobody hears.
    guard()?.resume();
    guard()?.close();
    expect(screen.hasCursor()).toBe(true);
  });

  test('is drawn in front alone: in the background there are lines', async () => {
    const { view, screen, clock, owner, begin, see, end } = onScreen();
    owner.isUs = false;
    begin();
    see(['a']);
    view.line('a line');
    await clock.sleep(600);
    expect(screen.written).toBe('a line\n');
    owner.isUs = true;
    await clock.sleep(300);
    expect((await clock.hold(screen.lines)).at(-1)).toMatch(SPINNER);
    end();
    expect(await clock.hold(screen.lines)).toEqual(['a line']);
  });

  test('gives it back at once when the process ends, with the lines that were still to come, and once', async () => {
    const { view, screen, clock, guard, begin, see, prints } = onScreen();
    begin();
    see(['a']);
    await clock.sleep(300);
    view.line('last words');
    guard()?.close();
    expect(screen.hasCursor()).toBe(true);
    expect(await clock.hold(screen.lines)).toEqual(['last words']);
    expect(guard()).toBeUndefined();
    const before = prints();
    view.close();
    expect(prints()).toBe(before);
  });

  test('writes nothing to the terminal where no wait begins', async () => {
    const { view, screen } = onScreen();
    view.line('error: Input timeout: …');
    view.close();
    expect(screen.written).toBe('error: Input timeout: …\n');
  });
});

// Of terminals that break lines anew when they get narrower, xterm.js alone does not keep the cursor in its line.
test.each([1, 2, 3, 4, 5])(
  'survives every resize, also to a single line: nothing of it is left, and every line above is (%d)',
  async (seed) => {
    const { view, screen, clock, begin, see, end, resize } = onScreen({ columns: 10 });
    const lines: string[] = [];
    let [random, columns] = [seed, 10];
    const next = (most: number) => {
      random = (random * 48_271) % 2_147_483_647;
      return 1 + (random % most);
    };
    begin();
    see(['构建镜像-1', { progress: 0.4, phase: '第二阶段：推送' }], ['b'], ['c']);
    for (let turn = 0; turn < 40; turn += 1) {
      if (next(3) === 1) {
        lines.push(`line ${turn}`);
        view.line(`line ${turn}`);
      }
      await clock.sleep(next(400));
      columns += next(4) - 1;
      await resize({ columns, rows: next(30) });
      await clock.sleep(next(500));
    }
    expect(lines.length).toBeGreaterThan(5);
    end();
    view.line('the end');
    await resize({ columns: 130, rows: 40 });
    const texts = (await clock.hold(screen.lines)).filter((text) => text !== '');
    expect(texts).toEqual([...lines, 'the end']);
    expect(await screen.modes()).toEqual({ wraps: true, isHeldBack: false });
  },
);
