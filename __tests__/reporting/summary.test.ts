import { describe, expect, test } from '@jest/globals';
import { summaryOf } from '../../src/reporting/summary.ts';
import { report, task } from '../support/outcomes.ts';

const of = (change: Parameters<typeof report>[0], more: Parameters<typeof report>[1] = {}) =>
  summaryOf(report(change, more));

test('tells what happened, why, what to do, how long it took, and each task', () => {
  const failed = task('bad', 'failed', { errorCode: 'E1', requestId: 'R-1' });
  const tasks = [task('ok', 'succeeded', { imageId: 'm-1' }), failed];
  const message = 'bad failed. Error code E1. Request id R-1. 1 still ran.';
  const text = of({ message, tasks });
  expect(text.split('\n').slice(0, 12)).toEqual([
    '### ❌ 1 of 2 tasks failed',
    '',
    'Cluster task in cn&#45;hangzhou · waited 1m 5s · 7 requests to the cloud',
    '',
    'bad failed&#46; 1 still ran&#46;',
    '',
    '- Error code: <code>E1</code>',
    '- Request id: <code>R&#45;1</code>',
    '',
    '**What to do next:** Look at it&#46;',
    '',
    '**`image-id`**',
  ]);
  expect(text).toContain(
    [
      "| Task | State | Cloud's word | Result |",
      '| --- | --- | --- | --- |',
      '| bad | ❌ failed | FAILED |  |',
      '| ok | ✅ succeeded | SUCCEEDED | m&#45;1 |',
    ].join('\n'),
  );
});

test('has a tick for success and no table without tasks', () => {
  const text = of({ isOk: true, state: 'succeeded' });
  expect(text).toContain('### ✅ The task succeeded');
  expect(text).not.toContain('|');
});

describe('text from outside', () => {
  const evil = '</td><script>x</script>\n| a | b |\n# H [l](http://e) ![i](x) `c` @all ##[x]';

  test('adds no line, no cell, no tag and no link', () => {
    const fields = { status: evil, image: evil, message: evil, phase: evil };
    const tasks = [task(evil, 'failed', { ...fields, errorCode: evil, requestId: evil })];
    const text = of({ message: evil, nextStep: evil, tasks });
    const outside = text.replaceAll(/^```text\n[\s\S]*?^```$/gm, '');
    expect(outside).not.toMatch(/<(?!\/?(details|summary|code))|[@]|\]\(/);
    expect(text).not.toContain('##[');
    const rows = outside.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.map((row) => row.split('|').length)).toEqual([8, 8, 8]);
  });

  test('does not end the code block it stands in', () => {
    const lines = ['```', '````', '</details>', '~~~', '\n```\n# x'];
    const text = of({ tasks: [], failureLogs: [{ id: 'a', title: 'Log', lines }] });
    expect(text).toContain('`````text\n```\n````\n</details>\n~~~\n```\\n# x\n`````');
  });
});

describe('too much', () => {
  const message = '<'.repeat(300);
  const many = (count: number, more = {}) =>
    Array.from({ length: count }, (_, index) =>
      task(`t-${index}`, index === count - 1 ? 'failed' : 'succeeded', { message, ...more }),
    );

  test('of a thousand tasks every row is there, folded, those that failed first', () => {
    const text = of({ tasks: many(1_000) });
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text.match(/^\| t&#45;/gm)).toHaveLength(1_000);
    expect(text).toContain('1000 tasks, 1 without success, 0 not ended.');
    expect(text).toContain('<summary>980 more tasks</summary>');
    expect(text.indexOf('t&#45;999 ')).toBeLessThan(text.indexOf('t&#45;0 '));
  });

  test.each([900 * 1024, 65_000, 20_000, 6_000])('stays within %s bytes and says so', (most) => {
    const lines = Array.from({ length: 500 }, () => 'x'.repeat(900));
    const failureLogs = [{ id: 't-1', title: 'Log', lines }];
    const image = 'registry.example/name/space:'.repeat(20);
    const tasks = many(10_000, { image });
    const text = summaryOf(report({ tasks, failureLogs }), most);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
    expect(text).toMatch(/^### ❌ 1 of 10000 tasks failed\n/);
    expect(text).toContain('the output `tasks` has them all.');
    expect(text.match(/<details/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
  });
});
