import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { stateKeeper } from '../../../src/hosts/cli/state.ts';
import { loadRecord } from '../../../src/hosts/cli/state-file.ts';
import { readRecord, type StateRecord, writeRecord } from '../../../src/hosts/cli/state-record.ts';
import { InputError } from '../../../src/model/errors.ts';
import { EPOCH } from '../../support/clock.ts';
import { GOOD, readAll, SECRET } from '../../support/inputs.ts';
import { report, snapshot, task } from '../../support/outcomes.ts';
import { testWorld } from '../../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'state-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'state.json');
beforeEach(() => rmSync(file, { recursive: true, force: true }));

const at = (ms: number) => new Date(EPOCH + ms).toISOString();
const RECORD: StateRecord = {
  provider: 'alibaba-ecs-image-pipeline',
  taskIds: ['exec-1'],
  inputs: {
    region: 'cn-hangzhou',
    endpoint: 'http://127.0.0.1:1',
    'sts-endpoint': 'http://127.0.0.1:1',
  },
  profile: 'ci',
  startedAt: at(0),
  deadline: at(3_600_000),
};

function keeper(path = file, typed = {}, env = {}, inputs = GOOD) {
  const world = testWorld(undefined, { env });
  const hide = <T>(value: T) => JSON.parse(JSON.stringify(value).replaceAll(SECRET, '***')) as T;
  const warnings: string[] = [];
  const kept = stateKeeper(path, { inputs: { ...inputs, ...typed }, profile: 'ci' }, world, hide);
  const begin = () =>
    kept.begin?.(report() as never, (text) => void warnings.push(text), readAll(inputs).inputs);
  return { kept, begin, warnings };
}
const stored = () => loadRecord(file).record;

describe('the state of a wait', () => {
  test('is there before anything is sent, with all that a later call needs, for its owner alone', () => {
    const addresses = {
      WAIT_FOR_CLOUD_TASK_ENDPOINT: 'http://127.0.0.1:1',
      WAIT_FOR_CLOUD_TASK_STS_ENDPOINT: 'http://127.0.0.1:1',
    };
    const { begin } = keeper(
      file,
      { region: '', timeout: '5m', 'role-session-name': SECRET },
      addresses,
    );
    begin();
    const { 'access-key-id': id, ...rest } = { 'access-key-id': 'id', ...RECORD.inputs };
    expect(stored()).toEqual({
      ...RECORD,
      inputs: { ...rest, 'access-key-id': id, 'role-session-name': '***' },
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).not.toContain(SECRET);
    // Neither keys nor how long to wait.
    expect(readFileSync(file, 'utf8')).not.toMatch(/secret|timeout/);
  });

  test('holds whatever says where the tasks are and who asks for them', () => {
    const needed = [
      ...['network', 'endpoint', 'sts-endpoint', 'instance-id', 'image-pipeline-id'],
      ...['access-key-id', 'role-to-assume', 'oidc-provider-arn', 'oidc-audience'],
      ...['oidc-token-env', 'oidc-token-file', 'role-session-name', 'role-session-duration'],
    ];
    const typed = Object.fromEntries(needed.map((name) => [name, `its-${name}`]));
    keeper(file, typed).begin();
    expect(stored()?.inputs).toEqual({ region: 'cn-hangzhou', ...typed });
  });

  test('has mode 0600 also where it existed, and leaves no other file behind', () => {
    writeFileSync(file, 'old', { mode: 0o644 });
    chmodSync(file, 0o644);
    keeper().begin();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  test('learns ids that were not given once they are known, and what it came to at the end', () => {
    const parents = { ...GOOD, 'task-id': '', 'image-pipeline-id': 'ip-1' };
    const { kept, begin } = keeper(file, {}, {}, parents);
    begin();
    expect(stored()?.taskIds).toEqual([]);
    kept.update?.(
      snapshot({ tasks: [task('exec-7', 'running'), task('exec-8', 'succeeded')] }),
      undefined as never,
    );
    expect(stored()).toMatchObject({ taskIds: ['exec-7', 'exec-8'] });
    expect(stored()?.end).toBeUndefined();
    kept.write?.(
      report({
        state: 'timed-out',
        status: 'X',
        tasks: [task('exec-7', 'running'), task('exec-8', 'succeeded')],
      }),
    );
    expect(stored()).toMatchObject({
      taskIds: ['exec-7', 'exec-8'],
      end: {
        state: 'timed-out',
        status: 'X',
        message: 'a failed.',
        endedAt: at(65_000),
        settled: ['exec-8'],
      },
    });
  });

  test.each([
    ['a folder', () => mkdirSync(file)],
    ['a link', () => symlinkSync('/dev/null', file)],
  ])('is not written over %s: nothing begins', (_, make) => {
    make();
    const { begin } = keeper();
    expect(begin).toThrow(InputError);
    expect(begin).toThrow(/--state: `.*` cannot be written: it is there, and no plain file/);
  });

  test('that cannot be written is an input error', () => {
    expect(keeper(join(folder, 'no', 'where')).begin).toThrow(
      /cannot be written: (Error: )?ENOENT/,
    );
  });

  test('with a name that is too long is an input error, told once', () => {
    const { kept, begin, warnings } = keeper(join(folder, 'n'.repeat(300)));
    expect(begin).toThrow(InputError);
    expect(begin).toThrow(/cannot be written: (Error: )?ENAMETOOLONG/);
    kept.write?.(report());
    expect(warnings).toEqual([]);
  });

  test('that cannot be written any more is a warning', () => {
    const { kept, begin, warnings } = keeper();
    begin();
    rmSync(file);
    mkdirSync(file);
    kept.write?.(report());
    expect(warnings).toEqual([expect.stringContaining('could not be written: it is there')]);
  });
});

describe('a state file', () => {
  test('is read back to the same, with an end and without', () => {
    const end = { state: 'failed', status: '', message: 'x', endedAt: at(1), settled: ['exec-1'] };
    for (const record of [RECORD, { ...RECORD, end }]) {
      expect(readRecord(writeRecord(record))).toEqual(record);
    }
  });

  const whole: Record<string, unknown> = JSON.parse(writeRecord(RECORD));
  const { taskIds: _, ...without } = whole;
  test.each<[string, unknown]>([
    ['half of it', writeRecord(RECORD).slice(0, -10)],
    ['nothing', ''],
    ['a list', []],
    ['another program', { ...whole, program: 'x' }],
    ['a later form', { ...whole, version: 2 }],
    ['no kind', { ...whole, provider: 'alibaba-nothing' }],
    ['something missing', without],
    ['something more', { ...whole, more: 1 }],
    ['a strange id', { ...whole, taskIds: ['a b'] }],
    ['an id of another type', { ...whole, taskIds: [1] }],
    ['a secret', { ...whole, inputs: { 'access-key-secret': SECRET } }],
    ['an input that it never has', { ...whole, inputs: { timeout: '5m' } }],
    ['a time that is none', { ...whole, deadline: 'tomorrow' }],
  ])('with %s is broken or foreign', (_, content) => {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), {
      mode: 0o600,
    });
    expect(loadRecord(file)).toEqual({ problem: 'it is no whole state file of this program.' });
  });

  test('that others may write to is not believed', () => {
    writeFileSync(file, writeRecord(RECORD));
    chmodSync(file, 0o666);
    expect(loadRecord(file)).toEqual({ problem: 'others may write to it.' });
  });

  test('that is no file, or too large, is not read', () => {
    mkdirSync(file);
    expect(loadRecord(file)).toEqual({ problem: 'it is no plain file.' });
    rmSync(file, { recursive: true });
    writeFileSync(file, ' '.repeat(5 * 1024 * 1024), { mode: 0o600 });
    expect(loadRecord(file)).toEqual({ problem: 'it is too large to be a state file.' });
  });

  test('that is not there is nothing', () => expect(loadRecord(file)).toEqual({}));
});
