import { describe, expect, test } from '@jest/globals';
import { summaryOf } from '../../src/render/summary.ts';
import { report, task } from '../support/outcomes.ts';

const of = (change: Parameters<typeof report>[0], more: Parameters<typeof report>[1] = {}) =>
  summaryOf(report(change, more));

test('tells what happened, why, what to do, how long it took, and each task', () => {
  const tasks = [task('ok', 'succeeded', { imageId: 'm-1' }), task('bad', 'failed')];
  const facts = [
    { name: 'Error code', value: 'E1' },
    { name: 'Request id', value: 'R-1' },
  ];
  const text = of({ what: 'bad failed. 1 still ran.', facts, tasks });
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
    const facts = [{ name: 'Error code', value: evil }];
    const text = of({ what: evil, message: evil, facts, nextStep: evil, tasks });
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

describe('the address in the console', () => {
  const consoleUrl = 'https://ecs.console.aliyun.com/image/m-1/detail?regionId=cn-hangzhou';

  test('is a link beside the facts, of the task that decided', () => {
    const other = task('ok', 'succeeded', { consoleUrl: `${consoleUrl}-other` });
    const bad = task('bad', 'failed', { consoleUrl });
    const text = of({ tasks: [other, bad], decidedBy: bad });
    expect(text).toContain(` · 7 requests to the cloud · [console](${consoleUrl})\n`);
    expect(text.split('\n')[2]).not.toContain('-other');
  });

  test('is a link of each of a few tasks where there are several', () => {
    const at = (id: string) => task(id, 'succeeded', { consoleUrl: `${consoleUrl}-${id}` });
    const text = of({ tasks: [at('a'), at('b')] });
    expect(text).toContain(`| [a](${consoleUrl}-a) | ✅ succeeded |`);
    const many = Array.from({ length: 30 }, (_, index) => at(`t-${index}`));
    expect(of({ tasks: many })).toContain('| t&#45;7 | ✅ succeeded |');
    expect(of({ tasks: [at('a')] })).toContain('| a | ✅ succeeded |');
  });

  test('is left out where it leads elsewhere', () => {
    const bad = task('bad', 'failed', { consoleUrl: 'https://evil.example/console.aliyun.com' });
    expect(of({ tasks: [bad], decidedBy: bad })).not.toContain('evil');
  });
});

test('a task that nobody has told of is not said to be unlisted', () => {
  const text = of({ state: 'timed-out', tasks: [{ id: 'a', state: 'unknown', status: '' }] });
  expect(text).toContain('### ⏰ a not seen in time');
  expect(text).toContain('| a | ⏳ unknown | never seen |');
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

  test('of more than a thousand the first thousand are there, and how many more', () => {
    const text = of({ tasks: many(1_200) });
    expect(text.match(/^\| t&#45;/gm)).toHaveLength(1_000);
    expect(text).toContain('1200 tasks, 1 without success, 0 not ended.');
    expect(text).toContain('… and 200 more tasks; the output `tasks` has them all.');
    expect(text).toContain('t&#45;1199 ');
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
