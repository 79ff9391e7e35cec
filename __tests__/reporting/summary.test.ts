import { describe, expect, test } from '@jest/globals';
import { summaryOf } from '../../src/reporting/summary.ts';
import { outcome, task } from '../support/outcomes.ts';

const of = (change: Parameters<typeof outcome>[0]) =>
  summaryOf(outcome(change), 'alibaba-ack-task');

test('tells what happened, what to do, how long it took, and each task', () => {
  const tasks = [task('ok', 'succeeded', { imageId: 'm-1' }), task('bad', 'failed')];
  expect(of({ tasks })).toBe(
    [
      '### ❌ alibaba-ack-task: failed',
      '',
      'a failed&#46;',
      '',
      'Look at it&#46;',
      '',
      'Waited 1m 5s, 7 requests.',
      '',
      '| Task | State | Status | Image | Message |',
      '| --- | --- | --- | --- | --- |',
      '| bad | failed | FAILED |  |  |',
      '| ok | succeeded | SUCCEEDED | m&#45;1 |  |',
      '',
    ].join('\n'),
  );
});

test('has a tick for success and no table without tasks', () => {
  const text = of({ isOk: true, state: 'succeeded' });
  expect(text).toContain('### ✅ alibaba-ack-task: succeeded');
  expect(text).not.toContain('|');
});

describe('text from outside', () => {
  const evil = '</td><script>x</script>\n| a | b |\n# H [l](http://e) ![i](x) `c` @all';

  test('adds no line, no cell, no tag and no link', () => {
    const fields = { status: evil, image: evil, message: evil };
    const lines = of({ message: evil, nextStep: evil, tasks: [task(evil, 'failed', fields)] });
    expect(lines).not.toMatch(/[<>`@]|\]\(/);
    const rows = lines.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.map((row) => row.split('|').length)).toEqual([7, 7, 7]);
  });
});

test('stays below what GitHub takes, those that failed first, and says what is left out', () => {
  const message = '<'.repeat(300);
  const tasks = Array.from({ length: 2_000 }, (_, index) =>
    task(`t-${index}`, index === 1_999 ? 'failed' : 'succeeded', { message }),
  );
  const text = of({ tasks });
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(text).toMatch(/… and \d+ more; the output `tasks` has them all\.\n$/);
  expect(text.indexOf('t&#45;1999')).toBeLessThan(text.indexOf('t&#45;0 '));
});
