import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  ackConsole,
  crConsole,
  eciConsole,
  ecsConsole,
  volcengineEcsConsole,
} from '../../src/providers/console.ts';
import { annotationOf } from '../../src/render/annotation.ts';
import { consoleLink, firstConsoleLink } from '../../src/render/console-link.ts';
import { outcome, task } from '../support/outcomes.ts';

const region = 'cn-hangzhou';
const addresses = (part: string) => [
  eciConsole(region, part),
  crConsole(region, part),
  ecsConsole(region, part),
  ackConsole(part),
  volcengineEcsConsole(region),
];

describe('an address in the console', () => {
  test('that we put together is shown as it is', () => {
    for (const consoleUrl of addresses('m-bp1_2.3')) {
      expect(consoleLink({ consoleUrl: consoleUrl ?? '' })).toBe(consoleUrl);
    }
  });

  test('is harmless, whatever a vendor calls its things', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ')](http://e)',
        '##[error]x',
        '\n::error::x',
        '</a><script>',
        '\ud800',
        "'*!~|`",
      ),
    );
    fc.assert(
      fc.property(text, (part) => {
        for (const consoleUrl of addresses(part)) {
          const link = consoleUrl && consoleLink({ consoleUrl });
          if (!link) continue;
          expect(link).toMatch(
            /^https:\/\/[a-z.]*console\.(aliyun|volcengine)\.com\/[\w:/#?=&%+.~-]*$/,
          );
        }
      }),
    );
  });

  test.each([
    'http://ecs.console.aliyun.com/',
    'javascript:alert(1)',
    'https://ecs.console.aliyun.com.evil.example/',
    'https://evil.example/#.console.aliyun.com',
    'https://evilconsole.aliyun.com/',
    'https://user:word@ecs.console.aliyun.com/',
    'https://ecs.console.aliyun.com:8443/',
    `https://ecs.console.aliyun.com/${'x'.repeat(1_000)}`,
    'nonsense',
    '',
  ])('is none where it is %s', (consoleUrl) => {
    expect(consoleLink({ consoleUrl })).toBeUndefined();
  });

  test.each([
    [
      'https://cs.console.aliyun.com/a(b)[c]*d',
      'https://cs.console.aliyun.com/a%28b%29%5Bc%5D%2Ad',
    ],
    ['https://cs.console.aliyun.com/#é|x', 'https://cs.console.aliyun.com/#%C3%A9%7Cx'],
  ])('%s is shown as %s', (consoleUrl, expected) => {
    expect(consoleLink({ consoleUrl })).toBe(expected);
  });
});

test('the first that has one gives it', () => {
  const consoleUrl = crConsole(region, 'cri-1');
  expect(firstConsoleLink([{}, { consoleUrl: 'x' }, { consoleUrl }])).toBe(consoleUrl);
  expect(firstConsoleLink([])).toBeUndefined();
});

test('the annotation ends with that of the task that decided', () => {
  const consoleUrl = crConsole(region, 'cri-1');
  const other = task('ok', 'succeeded', { consoleUrl: crConsole(region, 'cri-2') });
  const bad = task('bad', 'failed', { consoleUrl });
  expect(annotationOf(outcome({ tasks: [other, bad], decidedBy: bad }))?.message).toBe(
    `a failed. Look at it. Console: ${consoleUrl}`,
  );
});
