import { expect, test } from '@jest/globals';
import { isSameWord, upperAscii } from '../../src/model/words.ts';

test('words are the same in whatever case of ASCII letters', () => {
  expect(isSameWord('CopyImage', 'COPYIMAGE')).toBe(true);
  expect(upperAscii('Partition_Success')).toBe('PARTITION_SUCCESS');
});

test.each([
  ['ſucceeded', 'succeeded'],
  ['SUCCEß', 'SUCCESS'],
  ['ﬁnished', 'FINISHED'],
  ['ınternet', 'INTERNET'],
  ['o\u212a', 'OK'],
])('%s is not %s, which it is by the rules of Unicode', (strange, word) => {
  expect(isSameWord(strange, word)).toBe(false);
});
