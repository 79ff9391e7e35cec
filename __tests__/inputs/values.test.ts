import { describe, expect, test } from '@jest/globals';
import { providers } from '../support/definitions.ts';
import { GOOD, GOOD_ROLE, problemsOf, read, SECRET } from '../support/inputs.ts';

const VOLCENGINE = { provider: 'volcengine-ecs-task', region: 'cn-beijing' };
const from = (change: Record<string, string>) => read({ ...GOOD, ...change });

describe('the values', () => {
  test('are the defaults where nothing is set', () => {
    expect(read(GOOD)).toEqual({
      provider: 'alibaba-ecs-image-pipeline',
      definition: providers['alibaba-ecs-image-pipeline'],
      taskIds: ['exec-1'],
      parents: [],
      given: {},
      region: 'cn-hangzhou',
      network: 'public',
      endpoint: 'https://ecs.cn-hangzhou.aliyuncs.com',
      credentials: { kind: 'keys', credentials: { accessKeyId: 'id', accessKeySecret: SECRET } },
      timeoutMs: 3_600_000,
      pollIntervalMs: 'auto',
      failFast: true,
      acceptPartial: false,
      onCancel: 'leave',
      mode: 'wait',
      jobSummary: true,
      warnings: [],
    });
  });

  test('are those that are set', () => {
    const texts = {
      timeout: '1h30m',
      'poll-interval': '45s',
      'expected-duration': '10m',
      'fail-fast': 'FALSE',
      'accept-partial': 'True',
      'on-cancel': 'cancel',
      mode: 'Check',
      network: 'vpc',
      'job-summary': 'false',
      'github-token': 'ghs_token',
      'check-name': 'Image',
      'security-token': 'token-1',
    };
    expect(from(texts)).toMatchObject({
      timeoutMs: 5_400_000,
      pollIntervalMs: 45_000,
      expectedDurationMs: 600_000,
      failFast: false,
      acceptPartial: true,
      onCancel: 'cancel',
      mode: 'check',
      network: 'vpc',
      jobSummary: false,
      checkRun: { token: 'ghs_token', name: 'Image' },
      credentials: { credentials: { securityToken: 'token-1' } },
    });
  });

  test.each(['a b', 'a,b', 'a\nb', ' a ,\n\t b,, ', 'a b a', 'a,a,b,b'])(
    'ids in %j are a and b, each once',
    (text) => {
      expect(from({ 'task-id': text }).taskIds).toEqual(['a', 'b']);
    },
  );

  test.each([
    ['t-1\u200b', 'an invisible character at character 4'],
    ['t\u20141', 'a character outside of ASCII at character 2'],
    ['\uff54-1', 'a full-width character at character 1'],
  ])('%j is no id, and what cannot be seen is named', (text, strange) => {
    const [problem] = problemsOf({ 'task-id': `a ${text}` });
    expect(problem?.message).toContain(`which is not an id: it has ${strange}.`);
  });

  test.each(['T-5faa48fb31b6b8078d000006', 't-bp1:x', 'install-addons-c3xx', 'i2a-1.2_3'])(
    '%s is an id',
    (id) => {
      expect(from({ 'task-id': id }).taskIds).toEqual([id]);
    },
  );

  test.each<[Record<string, string>, string[]]>([
    [{ 'image-pipeline-id': 'ip-1' }, ['ip-1']],
    [{ provider: 'alibaba-eci-commit', 'container-group-id': 'eci-1' }, ['eci-1']],
    [{ ...VOLCENGINE, 'resource-id': 'image-1, image-2' }, ['image-1', 'image-2']],
  ])('%j stands in for task-id', (change, parents) => {
    expect(from({ ...change, 'task-id': '' })).toMatchObject({ taskIds: [], parents });
  });
});

describe('a warning names what has no effect', () => {
  test.each<[string, Record<string, string>]>([
    ['instance-id', { 'instance-id': 'cri-1' }],
    ['container-group-id', { 'container-group-id': 'eci-1' }],
    ['resource-id', { 'resource-id': 'image-1' }],
    ['task-type', { 'task-type': 'CopyImage' }],
    ['image-pipeline-id', { ...VOLCENGINE, 'image-pipeline-id': 'ip-1' }],
    ['image-pipeline-id', { 'image-pipeline-id': 'ip-1' }],
    ['task-type', { ...VOLCENGINE, 'task-type': 'CopyImage' }],
    ['on-cancel: cancel', { ...VOLCENGINE, 'on-cancel': 'cancel' }],
    ['check-name', { 'check-name': 'Image' }],
    ['oidc-provider-arn', { 'oidc-provider-arn': 'acs:ram::1:oidc-provider/x' }],
    ['access-key-id', { ...GOOD_ROLE, 'access-key-id': 'id', 'access-key-secret': SECRET }],
    [
      'oidc-provider-arn',
      {
        ...GOOD_ROLE,
        ...VOLCENGINE,
        'role-to-assume': 'trn:iam::1:role/x',
      },
    ],
  ])('%s: %j', (name, change) => {
    const { warnings } = from(change);
    expect(warnings).toEqual([expect.stringContaining(`\`${name}\``)]);
    expect(warnings[0]).not.toContain(SECRET);
  });

  test('of another provider even where its value is wrong', () => {
    expect(from({ 'instance-id': 'a b c' }).warnings).toHaveLength(1);
  });
});

describe('a region that the vendor does not list for the product', () => {
  const ECI = { provider: 'alibaba-eci-commit' };

  test.each<[Record<string, string>, string]>([
    [{ region: 'cn-hangzou' }, 'Did you mean `cn-hangzhou`?'],
    [{ ...ECI, region: 'us-southeast-1' }, 'lists eci. Where it is new'],
    [{ ...VOLCENGINE, region: 'cn-shangai' }, 'Did you mean `cn-shanghai`?'],
    [{ region: 'mars-north-1' }, 'Where it is new, all is well.'],
  ])('%j is a warning that names the nearest', (change, hint) => {
    const { warnings, region } = from(change);
    expect(warnings).toEqual([expect.stringContaining(`\`${change.region}\``)]);
    expect(warnings[0]).toContain(hint);
    expect(region).toBe(change.region);
  });

  test('of the environment is one too', () => {
    const env = { ALIBABA_CLOUD_REGION_ID: 'cn-hangzou' };
    expect(read({ ...GOOD, region: '' }, env).warnings).toHaveLength(1);
  });

  test.each<Record<string, string>>([
    { region: 'cn-hangzou', endpoint: 'https://gateway.example' },
    { region: 'cn-wulanchabu' },
    { ...VOLCENGINE, region: 'ap-southeast-1' },
  ])('is not warned of: %j', (change) => {
    expect(from(change).warnings).toEqual([]);
  });
});
