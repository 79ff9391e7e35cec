import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { terminalPicture } from '../../scripts/pictures/terminal.ts';

test('the picture of the terminal is what the live view shows', async () => {
  const file = new URL('../../docs/pictures/terminal.svg', import.meta.url);
  expect(await terminalPicture()).toBe(readFileSync(file, 'utf8'));
});
