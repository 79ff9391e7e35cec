import { describe, expect, test } from '@jest/globals';
import { runInJob } from '../support/github.ts';

describe('the summary is written', () => {
  const wrong = { provider: 'alibaba-ack-task', timeout: '60', 'on-cancel': 'stop <b>' };

  test('where the inputs are wrong, with all that is wrong with them', async () => {
    const { code, summary, log } = await runInJob(wrong, {}, {});
    expect(code).toBe(1);
    expect(log.match(/^::error title=Input /gm)?.length).toBeGreaterThanOrEqual(3);
    expect(summary).toMatch(
      /^### ❌ The wait could not begin\n\nThe inputs are not right; no request/,
    );
    expect(summary).toMatch(/^- timeout&#58; /m);
    expect(summary).not.toContain('<b>');
  });

  test('unless it is turned off', async () => {
    const { summary } = await runInJob({ ...wrong, 'job-summary': 'FALSE' }, {}, {});
    expect(summary).toBe('');
  });
});
