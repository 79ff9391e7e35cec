import { describe, expect, test } from '@jest/globals';
import { summaryOf } from '../../src/render/summary.ts';
import { stories } from '../support/cast.ts';
import { tell } from '../support/stories.ts';

/** The middle of a long text is no news. */
function short(text: string, most = 150): string {
  const lines = text.split('\n');
  if (lines.length <= most) return text;
  const half = most / 2;
  return [
    ...lines.slice(0, half),
    `(${lines.length - most} lines more)`,
    ...lines.slice(-half),
  ].join('\n');
}

describe.each(Object.entries(stories))('%s', (_, story) => {
  test('is told in the log and in the summary', async () => {
    const { log, report } = await tell(story);
    expect(`\n${log.join('\n')}\n`).toMatchSnapshot('log');
    expect(`\n${short(summaryOf(report))}`).toMatchSnapshot('summary');
    // A screenful, an hour of waiting included; the cloud's own log is folded.
    expect(log.filter((line) => !line.startsWith('  ')).length).toBeLessThanOrEqual(50);
  });
});
