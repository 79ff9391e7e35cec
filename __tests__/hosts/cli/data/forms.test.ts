import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Harmless } from '../../../../src/hosts/cli/ci/ci.ts';
import { type FormName, forms } from '../../../../src/hosts/cli/data/forms.ts';
import { type Outputs, outputNames, outputsOf } from '../../../../src/render/outputs.ts';
import { outcome, snapshot, task } from '../../../support/outcomes.ts';

const plain: Harmless = { line: (text) => text, json: (text) => text };
const end = (form: FormName, outputs: Outputs, harmless = plain) =>
  forms[form].end(outputs, harmless);

const BAD = outputsOf(
  outcome({
    tasks: [
      task('t-1', 'failed', { message: 'no \u001b[31m\u009b31m\u202edaeh', requestId: 'r-1' }),
      task('t-2', 'succeeded', { imageId: 'm-2', image: 'a/b:c' }),
    ],
  }),
  false,
);

describe('json', () => {
  test('is one line, an object of the outputs by their names, with values as values', () => {
    const text = end('json', BAD);
    expect(text.split('\n')).toEqual([expect.any(String), '']);
    const value = JSON.parse(text);
    expect(Object.keys(value)).toEqual(outputNames);
    expect(value).toMatchObject({
      state: 'failed',
      'image-id': 'm-2',
      'resource-ids': '',
      'failed-task-ids': 't-1',
      tasks: [{ id: 't-1', state: 'failed' }, { id: 't-2' }],
      'duration-seconds': 65,
      'request-count': 7,
    });
  });

  test('says the same in letters that no terminal obeys', () => {
    const text = end('json', BAD).trimEnd();
    expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(JSON.parse(text).tasks[0].message).toBe('no \u001b[31m\u009b31m\u202edaeh');
  });

  test('passes by what the host makes harmless', () => {
    const harmless = { ...plain, json: (text: string) => text.replaceAll('m-2', 'M') };
    expect(end('json', BAD, harmless)).toContain('"image-id":"M"');
    expect(forms.ndjson.changes(harmless)(snapshot({ tasks: [task('m-2', 'running')] }))).toContain(
      '"id":"M"',
    );
  });
});

describe('ndjson', () => {
  const lines = (...snapshots: Parameters<typeof snapshot>[0][]) => {
    const teller = forms.ndjson.changes(plain);
    return snapshots.map((change) => teller(snapshot(change)));
  };

  test('has a line for a change, and none where only time and request ids differ', () => {
    const one = [task('a', 'pending', { requestId: 'r-1' })];
    const same = [task('a', 'pending', { requestId: 'r-2' })];
    const other = [task('a', 'running', { progress: 0.5 })];
    const told = lines(
      { tasks: [] },
      { tasks: one, elapsedMs: 0 },
      { tasks: same, elapsedMs: 9_000 },
      { tasks: other, elapsedMs: 61_400 },
    );
    expect(told.map((line) => line && JSON.parse(line))).toEqual([
      '',
      { state: 'pending', tasks: [expect.objectContaining({ id: 'a' })], 'elapsed-seconds': 0 },
      '',
      {
        state: 'running',
        tasks: [{ id: 'a', state: 'running', status: 'RUNNING', progress: 0.5 }],
        'elapsed-seconds': 61,
      },
    ]);
  });

  test('never calls a wait succeeded before its end', () => {
    const [line = ''] = lines({ tasks: [task('a', 'succeeded')] });
    expect(JSON.parse(line).state).toBe('running');
    const [mixed = ''] = lines({ tasks: [task('a', 'succeeded'), task('b', 'pending')] });
    expect(JSON.parse(mixed).state).toBe('pending');
  });

  test('ends with the json object', () => expect(end('ndjson', BAD)).toBe(end('json', BAD)));
});

describe('text', () => {
  test('is state and results, and nothing that is empty', () => {
    expect(end('text', BAD)).toBe(
      'state: failed\nimage-id: m-2\nimage: a/b:c\nfailed-task-ids: t-1\n',
    );
  });

  test('passes by what the host makes harmless', () => {
    const harmless = { ...plain, line: (text: string) => `<${text}>` };
    expect(end('text', BAD, harmless).split('\n')[0]).toBe('<state: failed>');
  });
});

describe('env', () => {
  const nothing = Object.fromEntries(outputNames.map((name) => [name, ''])) as Outputs;
  const read = (text: string) =>
    Object.fromEntries(
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => /^([A-Z_]+)=(.*)$/.exec(line)?.slice(1) ?? [line]),
    );
  const nameOf = (output: string) => `CLOUD_TASK_${output.toUpperCase().replaceAll('-', '_')}`;

  test('has a line for each output, with everything else percent-encoded', () => {
    const text = end('env', {
      ...nothing,
      state: 'failed',
      message: 'a b%\n"$(x)"é',
      image: 'd/n/r:t@1,+=',
    });
    expect(text.split('\n').slice(0, 5)).toEqual([
      'CLOUD_TASK_STATE=failed',
      'CLOUD_TASK_STATUS=',
      'CLOUD_TASK_MESSAGE=a%20b%25%0A%22%24%28x%29%22%C3%A9',
      'CLOUD_TASK_IMAGE_ID=',
      'CLOUD_TASK_IMAGE=d/n/r:t@1,+=',
    ]);
    expect(text.endsWith('\nCLOUD_TASK_OMITTED=\n')).toBe(true);
  });

  test('decodes to the very outputs, has nothing but its letters, and is never too long', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.string({
        unit: fc.constantFrom(...'$`"\'\\ \n\r\t#%;&|<>()*?~![]{}^\u0000é💥'),
        maxLength: 300,
      }),
    );
    const outputs = fc.record(Object.fromEntries(outputNames.map((name) => [name, value])));
    fc.assert(
      fc.property(outputs, (given) => {
        const text = end('env', given as Outputs);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5_120);
        expect(text).toMatch(/^([A-Z_]+=[A-Za-z0-9_\-./:@,+=%]*\n)+$/);
        const { CLOUD_TASK_OMITTED: omitted = '', ...lines } = read(text);
        for (const name of outputNames) {
          const isOmitted = omitted.split(',').includes(name);
          expect(nameOf(name) in lines).toBe(!isOmitted);
          if (!isOmitted) expect(decodeURIComponent(lines[nameOf(name)] ?? '')).toBe(given[name]);
        }
      }),
      { seed: 20_261_126, numRuns: 500 },
    );
  });

  test('is read by a shell to the same letters, whatever is in it', () => {
    const message = '$(touch /tmp/x) `id` "\'\\\n; exit 3 #~ * ? ! é';
    const text = end('env', { ...nothing, state: 'failed', message, image: '~/x:~' });
    const script = `${text}printf %s "$CLOUD_TASK_STATE|$CLOUD_TASK_MESSAGE|$CLOUD_TASK_IMAGE"`;
    const [state, shown = '', image = ''] = execFileSync('/bin/sh', ['-euc', script])
      .toString()
      .split('|');
    expect([state, decodeURIComponent(shown), decodeURIComponent(image)]).toEqual([
      'failed',
      message,
      '~/x:~',
    ]);
  });

  test('is never too long, however closely it is filled', () => {
    for (let length = 4_600; length < 5_120; length += 1) {
      const text = end('env', { ...nothing, message: 'x'.repeat(length), tasks: 'y'.repeat(300) });
      expect(text.length).toBeLessThanOrEqual(5_120);
    }
  });

  test('leaves out what does not fit, names it, and keeps what comes after it', () => {
    const { CLOUD_TASK_OMITTED: omitted, ...lines } = read(
      end('env', {
        ...nothing,
        message: 'x '.repeat(2_000),
        tasks: `[${'0,'.repeat(4_000)}0]`,
        state: 'failed',
      }),
    );
    expect(omitted).toBe('message,tasks');
    expect(lines).toMatchObject({ CLOUD_TASK_STATE: 'failed', CLOUD_TASK_REQUEST_COUNT: '' });
  });
});
