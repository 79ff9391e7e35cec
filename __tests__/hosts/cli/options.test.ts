import { describe, expect, test } from '@jest/globals';
import { readOptions } from '../../../src/hosts/cli/options.ts';

describe('what is given beside the inputs', () => {
  test('has its defaults', () => {
    expect(readOptions({})).toEqual({
      options: { outputs: [{ form: 'text' }], quiet: false, color: 'auto', ci: 'auto' },
      problems: [],
    });
  });

  test.each([
    [['json'], [{ form: 'json' }]],
    [['JSON'], [{ form: 'json' }]],
    [
      ['json=a=b.json', 'ndjson=c', 'env'],
      [{ form: 'json', file: 'a=b.json' }, { form: 'ndjson', file: 'c' }, { form: 'env' }],
    ],
    // Nothing on stdout where a file was named, and that alone.
    [['env=f'], [{ form: 'env', file: 'f' }]],
  ])('--output %j', (output, outputs) => {
    expect(readOptions({ output })).toMatchObject({ options: { outputs }, problems: [] });
  });

  test.each([
    [
      { output: ['jsno'] },
      '--output `jsno` is not one of `text`, `json`, `ndjson`, `env`. Did you mean `json`?',
    ],
    [{ output: ['json='] }, '--output json= names no file.'],
    [
      { output: ['json', 'env'] },
      '--output json and env cannot both be on stdout. Give one of them a file: env=FILE.',
    ],
    [
      { output: ['text', 'text'] },
      '--output text and text cannot both be on stdout. Give one of them a file: text=FILE.',
    ],
    [{ output: ['json=f', 'env=f'] }, '--output `f` is named twice.'],
    [{ output: ['json=f', 'env=./x/../f'] }, '--output `./x/../f` is named twice.'],
    [{ output: ['json=f'], summary: ['f'] }, '--summary `f` is named twice.'],
    [{ summary: ['f'], state: ['./f'] }, '--state `./f` is named twice.'],
    [{ color: ['red'] }, '--color `red` is not one of `auto`, `always`, `never`.'],
    [{ quiet: ['1'] }, '--quiet `1` is not one of `true`, `false`.'],
    [{ ci: ['githup-nowhere'] }, '--ci `githup-nowhere` is not one of'],
    [{ state: [''] }, '--state is empty. Name a file.'],
    [{ summary: [' '] }, '--summary is empty. Name a file.'],
    [{ profile: [''] }, '--profile is empty. Name a profile.'],
  ])('%j is told', (given, message) => {
    const { problems } = readOptions(given);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    [{ output: ['text', 'json', 'env=e'] }, [{ form: 'env', file: 'e' }]],
    [{ output: ['text', 'json=f', 'env=./f'] }, [{ form: 'text' }]],
    [{ output: ['text', 'json=f'], state: ['f'] }, [{ form: 'text' }]],
  ])('of %j, none is written of those that share a place', (given, outputs) => {
    expect(readOptions(given).options.outputs).toEqual(outputs);
  });

  test('the last one counts', () => {
    const { options } = readOptions({ color: ['always', 'never'], state: ['a', 'b'] });
    expect(options).toMatchObject({ color: 'never', state: 'b' });
  });
});
