import type { Task } from '../../src/model/task.ts';
import type { Report } from '../../src/render/report.ts';

/** What Mermaid, Markdown and HTML take for more than text, and what is hard to draw. */
export const spells: readonly string[] = [
  ...[
    'title x',
    'section x',
    'gantt',
    'dateFormat X',
    'excludes all',
    'accTitle: x',
    'done, t1, 5d',
  ],
  ...[
    'a:b',
    'a;b',
    'a#b',
    '#35;',
    '%% x',
    '%%{init: {"theme": "dark", "securityLevel": "loose"}}%%',
  ],
  ...[
    'click t1 href "javascript:alert(1)"',
    'click t1 call alert(1)',
    '---\nconfig:\n  theme: dark\n---',
  ],
  ...[
    '```',
    '````\n# x',
    '~~~',
    '<img src=x onerror=alert(1)>',
    '</details></pre><script>alert(1)</script>',
  ],
  ...[
    '[x](http://e)',
    '![x](http://e)',
    '| a | b |',
    '<!--',
    '&lt;b&gt;',
    '$$x^2$$',
    '@all',
    '\\',
    '`',
    '"',
  ],
  ...[
    '2026-11-22',
    '__proto__',
    'constructor',
    'toString',
    '{}',
    '[[]]',
    '',
    ' ',
    '\u0000',
    '\ud800',
  ],
  ...[
    '\u202e\u2066x',
    '\u200b\ufeff',
    '🚀🚀',
    '构建失败：层二',
    'مرحبا',
    'é\u0301\u0301\u0301',
    '::error::x',
    '##[x]',
  ],
  ...['x'.repeat(5_000), '\n'.repeat(50), 'a\r\n  b\tc', '»«…✓▸'],
];

/** A report in which the spell stands wherever a vendor's text can. */
export function bewitch(report: Report, spell: string): Report {
  const { outcome, course } = report;
  const change = (task: Task): Task => ({
    ...task,
    id: `${task.id}${spell}`,
    status: spell,
    phase: spell,
    message: spell,
    errorCode: spell,
    consoleUrl: `https://ecs.console.aliyun.com/${spell}`,
    requestId: spell,
    imageId: spell,
    image: spell,
    digest: spell,
    resourceIds: [spell],
    phases: (task.phases ?? []).map((phase) => ({ ...phase, name: spell, status: spell })),
  });
  const logs = [{ id: spell, title: spell, lines: [spell, spell], note: spell }];
  return {
    ...report,
    outcome: {
      ...outcome,
      status: spell,
      message: spell,
      what: spell,
      facts: [{ name: 'Error code', value: spell }],
      nextStep: spell,
      tasks: outcome.tasks.map(change),
      failureLogs: logs,
    },
    course: {
      ...course,
      spans: new Map(
        Array.from(course.spans, ([id, spans]) => [
          `${id}${spell}`,
          spans.map((span) => ({ ...span, label: spell })),
        ]),
      ),
    },
    lists: [{ title: 'Along the way', items: [spell] }],
  };
}
