import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../src/hosts/cli/arguments.ts';
import { cliWording } from '../../../src/hosts/cli/wording.ts';
import { worded } from '../../../src/model/wording.ts';

const ECI = 'alibaba-eci-commit';
const PASSWORD = 'p4ss-w0rd-of-somebody';

/** A line as it is typed, by spaces; `''` is an empty word. */
const split = (line: string) =>
  line
    .split(' ')
    .filter(Boolean)
    .map((word) => (word === "''" ? '' : word));
const read = (line: string) => readArguments(split(line));
const problemsOf = (line: string) =>
  worded(read(line).problems, cliWording).map(({ message }) => message);

describe('a line', () => {
  test.each<[string, ReturnType<typeof readArguments>['verb'], Record<string, string>]>([
    [`${ECI} t-1`, 'wait', { provider: ECI, 'task-id': 't-1' }],
    [`wait ${ECI} t-1`, 'wait', { provider: ECI, 'task-id': 't-1' }],
    [`Alibaba-ECI-Commit t-1`, 'wait', { provider: ECI, 'task-id': 't-1' }],
    [`check ${ECI} t-1`, 'check', { provider: ECI, 'task-id': 't-1', mode: 'check' }],
    [`cancel ${ECI} t-1`, 'cancel', { provider: ECI, 'task-id': 't-1' }],
    [`--provider ${ECI} t-1`, 'wait', { provider: ECI, 'task-id': 't-1' }],
    [`t-1 --provider=${ECI}`, 'wait', { provider: ECI, 'task-id': 't-1' }],
    [`${ECI} t-1 --provider ${ECI}`, 'wait', { provider: ECI, 'task-id': 't-1' }],
    [`${ECI} t-1 --mode check`, 'wait', { provider: ECI, 'task-id': 't-1', mode: 'check' }],
    // Ids from both places are one list, in the order typed.
    [`${ECI} t-1 t-2`, 'wait', { provider: ECI, 'task-id': 't-1\nt-2' }],
    [`${ECI} --task-id t-1`, 'wait', { provider: ECI, 'task-id': 't-1' }],
    [
      `${ECI} t-1 --task-id t-2 --task-id=t-3,t-4`,
      'wait',
      { provider: ECI, 'task-id': 't-1\nt-2\nt-3,t-4' },
    ],
    [`${ECI} -- t-1`, 'wait', { provider: ECI, 'task-id': 't-1' }],
    // Flags are the inputs, by the same names, anywhere.
    [
      `--region cn-x ${ECI} --timeout 45m t-1`,
      'wait',
      { provider: ECI, 'task-id': 't-1', region: 'cn-x', timeout: '45m' },
    ],
    [`${ECI} --region=cn-x --region cn-y`, 'wait', { provider: ECI, region: 'cn-y' }],
    [`${ECI} --access-key-id LTAI1`, 'wait', { provider: ECI, 'access-key-id': 'LTAI1' }],
    [`${ECI} --region ''`, 'wait', { provider: ECI, region: '' }],
    [`'' t-1`, 'wait', { provider: '', 'task-id': 't-1' }],
    [`${ECI} ''`, 'wait', { provider: ECI }],
    ['cancel --state f', 'cancel', {}],
  ])('%j', (line, verb, inputs) => {
    expect(read(line)).toMatchObject({ verb, problems: [] });
    expect(read(line).inputs).toEqual(inputs);
  });

  test.each([
    ['--fail-fast', 'true'],
    ['--fail-fast=false', 'false'],
    ['--fail-fast false', 'false'],
    ['--fail-fast TRUE', 'TRUE'],
    ['--no-fail-fast', 'false'],
    ['--fail-fast --no-fail-fast', 'false'],
    ['--fail-fast=maybe', 'maybe'],
  ])('a switch: %s is %s', (typed, value) => {
    const { inputs, problems } = read(`${ECI} ${typed} t-1`);
    expect([inputs['fail-fast'], inputs['task-id'], problems]).toEqual([value, 't-1', []]);
  });

  test.each([
    [`${ECI} t-1 --help`, 'help'],
    ['-h', 'help'],
    ['--version', 'version'],
    ['-V', 'version'],
  ])('%j wants the %s', (line, wants) => expect(read(line).wants).toBe(wants));

  test('hands all behind emulator on, and the words behind completion', () => {
    expect(read('emulator --port 0 --help')).toMatchObject({
      verb: 'emulator',
      words: ['--port', '0', '--help'],
      problems: [],
    });
    expect(read('completion fish')).toMatchObject({ verb: 'completion', words: ['fish'] });
  });

  test('keeps what is no input by its name, each time it was given', () => {
    expect(read(`${ECI} t --output json --output env=f --quiet`).options).toEqual({
      output: ['json', 'env=f'],
      quiet: ['true'],
    });
  });
});

describe('a slip', () => {
  test.each([
    [
      'alibaba-eci-comit t-1',
      'alibaba-eci-comit is neither a kind of task nor a verb. Did you mean alibaba-eci-commit?',
    ],
    ['chekc alibaba-eci-commit', 'chekc is neither a kind of task nor a verb. Did you mean check?'],
    ['wait eci-commit t-1', 'eci-commit is no kind of task. Did you mean alibaba-eci-commit?'],
    [
      'explain x',
      'explain is neither a kind of task nor a verb. See `wait-for-cloud-task --help`.',
    ],
    [`${ECI} t --regoin x`, '--regoin is no flag. Did you mean --region?'],
    [`${ECI} t --qiet`, '--qiet is no flag. Did you mean --quiet?'],
    [`${ECI} t -region x`, '-region is no flag. Did you mean --region?'],
    [`${ECI} t -x`, '-x is no flag. See --help.'],
    // A password, as other programs take one.
    [`${ECI} t -phunter2-and-more`, '-p… is no flag. See --help.'],
    [`${ECI} t --no-region`, '--no-region is no flag. Did you mean --region?'],
    [`${ECI} t --no-quiet=false`, '--no-quiet takes no value. Write --quiet=false or --no-quiet.'],
    [
      `${ECI} t --region`,
      '--region needs a value. Write --region REGION, or --region=REGION where that begins with a hyphen.',
    ],
    [
      `${ECI} t --region --timeout 5m`,
      '--region needs a value. Write --region REGION, or --region=REGION where that begins with a hyphen.',
    ],
    [`${ECI} t-1 ''`, 'One of the ids is empty: a variable may not be set.'],
    [`${ECI} t-1 --task-id ''`, 'One of the ids is empty: a variable may not be set.'],
    [
      `${ECI} t --provider alibaba-ack-task`,
      'alibaba-eci-commit and --provider alibaba-ack-task are two kinds. Name one of them.',
    ],
    [`check ${ECI} t --mode wait`, '`check` and --mode wait are two things.'],
    [`cancel ${ECI} t --timeout 5m`, '--timeout is not for `cancel`.'],
    [
      `${ECI} t --profile a --access-key-id b`,
      '--profile and --access-key-id are two sources of credentials. Name one of them.',
    ],
    [
      `${ECI} t --check-name x`,
      '--check-name is no flag. A check run is shown by the action alone; leave it out.',
    ],
    ['kinds x', '`kinds` takes nothing behind it.'],
  ])('%j', (line, message) => expect(problemsOf(line)).toEqual([message]));

  test('more than one is told in one go', () => {
    expect(problemsOf('alibaba-eci-comit t --regoin x --tiemout 5m')).toHaveLength(3);
  });
});

describe('a secret', () => {
  const SECRETS = ['access-key-secret', 'security-token', 'github-token'];

  test.each(
    SECRETS.flatMap((name) => [
      `--${name} ${PASSWORD}`,
      `--${name}=${PASSWORD}`,
      `--${name}${PASSWORD}`,
      `-${name} ${PASSWORD}`,
      `-${name}=${PASSWORD}`,
      // Mistyped, in front of everything: what is behind it is no kind.
      `--${name.replace('e', '')} ${PASSWORD} ${ECI}`,
      `--${name.replace('e', '')}=${PASSWORD}`,
      `--region --${name} ${PASSWORD}`,
    ]),
  )('in %j is refused, and shown nowhere', (line) => {
    const { problems, inputs } = read(`${line} t-1`);
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify([problems, inputs.provider])).not.toContain(PASSWORD);
  });

  test.each([
    [
      'access-key-secret',
      'Set the variable ALIBABA_CLOUD_ACCESS_KEY_SECRET or VOLCENGINE_SECRET_KEY, name a profile with `--profile`, or assume a role.',
    ],
    [
      'security-token',
      'Set the variable ALIBABA_CLOUD_SECURITY_TOKEN or VOLCENGINE_SESSION_TOKEN, name a profile with `--profile`, or assume a role.',
    ],
    ['github-token', 'A check run is shown by the action alone; leave it out.'],
  ])('%s has a remedy', (name, remedy) => {
    const [message] = problemsOf(`${ECI} t-1 --${name} ${PASSWORD}`);
    expect(message).toContain(`--${name} is no flag: a command line can be read by every program`);
    expect(message).toContain(remedy);
  });
});
