import { expect, test } from '@jest/globals';
import { asRehearsed, rehearsal } from '../../scripts/rehearsal.ts';

test('the rehearsal is played as it stands on the page, but for where actions come from', () => {
  const played = asRehearsed(rehearsal());
  const kept = (text: string) => text.replaceAll(/^.*\buses: .+$/gm, '');
  const left = kept(played).split('\n');
  const gone = kept(rehearsal())
    .split('\n')
    .filter((line) => !left.includes(line));
  // The step that takes the real keys, which a rehearsal leaves out by itself.
  expect(gone).toEqual([`      - if: \${{ !inputs.rehearse }}`]);
  expect(played).toContain('uses: ./emulator\n');
  expect(played).toContain('uses: ./\n');
  expect(played).not.toContain('aliyun/');
});

test('an action from the network is an error', () => {
  const text = rehearsal().replace('aliyun/setup', 'somebody/setup');
  expect(() => asRehearsed(text)).toThrow('somebody/setup-aliyun-cli-action@v1');
});
