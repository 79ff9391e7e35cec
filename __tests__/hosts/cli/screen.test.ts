import { describe, expect, test } from '@jest/globals';
import { noCi, plainScreen } from '../../../src/hosts/cli/ci/none.ts';
import { ciNames, ciSystem, isInCi } from '../../../src/hosts/cli/ci/registry.ts';
import { hasColours } from '../../../src/hosts/cli/colours.ts';
import { quietScreen } from '../../../src/hosts/cli/quiet.ts';
import { type Terminal, terminalOf } from '../../../src/hosts/cli/terminal.ts';
import { isLive } from '../../../src/hosts/cli/view.ts';
import { LOST } from '../../../src/hosts/ending.ts';
import { painter } from '../../../src/render/colour.ts';
import { report } from '../../support/outcomes.ts';
import { recordingHost } from '../../support/recording-host.ts';
import { testWorld } from '../../support/world.ts';

describe('lines', () => {
  const printed = (isOn: boolean) => {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    return { lines, ...noCi({ world: testWorld(), print, paint: painter(isOn) }) };
  };

  test('have a word before those that stand out, and colours where they are shown', () => {
    const { lines, screen } = printed(true);
    screen.line('a', 'green');
    screen.warning('b', 'B');
    screen.error('c', 'C');
    screen.group('d', ['e']);
    expect(lines).toEqual([
      '\u001b[32ma\u001b[0m',
      '\u001b[33mwarning: b\u001b[0m',
      '\u001b[31merror: c\u001b[0m',
      'd',
      '  e',
    ]);
  });

  test('have nothing in them that a terminal obeys', () => {
    const hostile = 'x\u001b[2J\r\n\u009b1m\u202e';
    const { lines, screen, harmless } = printed(false);
    screen.line(hostile);
    screen.warning(hostile, hostile);
    screen.error(hostile, hostile);
    screen.group(hostile, [hostile]);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(harmless.line(hostile)).toBe('x\\u001b[2J\\r\\n\\u009b1m\\u202e');
  });

  test('are made harmless in the way that a CI says', () => {
    const lines: string[] = [];
    const log = {
      world: testWorld(),
      print: (line: string) => void lines.push(line),
      paint: painter(false),
    };
    const screen = plainScreen(log, (text) => text.toUpperCase());
    screen.group('a', ['b']);
    expect(lines).toEqual(['A', '  B']);
  });
});

describe('--quiet', () => {
  const quiet = () => {
    const { host, lines } = recordingHost({});
    return { lines, ...quietScreen(host.screen) };
  };

  test('says nothing where all is well', () => {
    const { lines, screen, publisher } = quiet();
    screen.line('a');
    screen.warning('b', 'B');
    screen.group('c', ['d']);
    publisher.write?.(report({ state: 'succeeded', isOk: true }));
    expect(lines).toEqual([]);
  });

  test('says errors, four at most', () => {
    const { lines, screen } = quiet();
    for (const text of '123456') screen.error(text, 'E');
    expect(lines).toEqual(['1', '2', '3', '4'].map((text) => `error E: ${text}`));
  });

  test('says that a wait was interrupted, and that the result is lost', () => {
    const { lines, screen, publisher } = quiet();
    screen.warning('gone', LOST);
    publisher.write?.(report({ state: 'interrupted', message: 'SIGINT.' }));
    publisher.write?.(report({ state: 'failed' }));
    expect(lines).toEqual([`warning ${LOST}: gone`, 'interrupted: SIGINT.']);
  });
});

describe('colours', () => {
  const on = { isTerminal: true, isShown: false };
  const off = { isTerminal: false, isShown: false };
  test.each([
    ['auto', {}, on, true],
    ['auto', {}, off, false],
    ['auto', {}, { isTerminal: false, isShown: true }, true],
    ['auto', { TERM: 'dumb' }, on, false],
    ['auto', { NO_COLOR: '1' }, on, false],
    ['auto', { NO_COLOR: '' }, on, true],
    ['auto', { FORCE_COLOR: '1' }, off, true],
    ['auto', { FORCE_COLOR: '0' }, on, false],
    ['auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, on, false],
    ['always', { NO_COLOR: '1' }, off, true],
    ['never', { FORCE_COLOR: '1' }, on, false],
  ] as const)('--color %s with %j on %j: %s', (color, env, where, expected) => {
    expect(hasColours({ color }, env, where)).toBe(expected);
  });
});

describe('a live view', () => {
  const terminal = {} as Terminal;
  const auto = { ci: 'auto', quiet: false };
  test.each([
    ['on a terminal', terminal, auto, {}, true],
    ['not where stderr is none', undefined, auto, {}, false],
    ['not on a dumb one', terminal, auto, { TERM: 'dumb' }, false],
    ['not in a CI', terminal, auto, { CI: 'true' }, false],
    ['not where CI is any word', terminal, auto, { CI: 'woodpecker' }, false],
    ['where CI is false', terminal, auto, { CI: 'false' }, true],
    ['not in a CI without CI', terminal, auto, { JENKINS_URL: 'http://ci' }, false],
    ['in a CI with --ci none', terminal, { ci: 'none', quiet: false }, { CI: 'true' }, true],
    ['not with --quiet', terminal, { ci: 'none', quiet: true }, {}, false],
  ] as const)('is shown %s', (_, where, options, env, expected) => {
    expect(isLive(where, options, env)).toBe(expected);
  });

  test('has a terminal of some size, which may go away', () => {
    const heard: string[] = [];
    let fail = () => {};
    const stderr = {
      isTTY: true,
      columns: 0,
      on(_: 'error', listener: () => void) {
        fail = listener;
      },
      write: (text: string) => void heard.push(text),
    };
    const found = terminalOf(stderr, {});
    expect(found?.size()).toEqual({ columns: 80, rows: 24 });
    expect(found?.showsData).toBe(false);
    found?.print('a');
    fail();
    found?.print('b');
    expect(heard).toEqual(['a']);
    expect(terminalOf(stderr, { isTTY: true })?.showsData).toBe(true);
    expect(terminalOf({ ...stderr, isTTY: false }, {})).toBeUndefined();
  });
});

describe('the CI', () => {
  test('is auto, none, or one that is registered', () => {
    expect(ciNames.slice(0, 2)).toEqual(['auto', 'none']);
    expect(ciSystem('none', { GITHUB_ACTIONS: 'true', GITLAB_CI: 'true' })).toBeUndefined();
    expect(ciSystem('auto', {})).toBeUndefined();
    for (const name of ciNames.slice(2)) expect(ciSystem(name, {})?.name).toBe(name);
  });

  test('may be one of which nothing is known', () => {
    expect([isInCi('auto', { BITBUCKET_BUILD_NUMBER: '1' }), isInCi('none', { CI: '1' })]).toEqual([
      true,
      false,
    ]);
  });
});
