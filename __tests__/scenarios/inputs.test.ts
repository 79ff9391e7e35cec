import { describe, expect, test } from '@jest/globals';
import { runAction } from './support/action.ts';
import { cloudWith, task } from './support/cloud.ts';
import { left } from './support/expectations.ts';

const eci = 'alibaba-eci-commit';
const secret = 'emulator-access-key-secret';

describe('a wrong input', () => {
  const wrong = [
    ['provider', 'alibaba-eci-comit', 'Did you mean `alibaba-eci-commit`?'],
    ['provider', '', 'provider is missing'],
    ['task-id', '', 'task-id or container-group-id is missing'],
    ['task-id', 't-1;rm', 'which is not an id'],
    ['task-id', '../cancel', 'which is not an id'],
    ['region', 'example.com/x', 'Write it as the vendor does, such as cn-hangzhou'],
    ['region', '', 'ALIBABA_CLOUD_REGION_ID'],
    ['region', 'Hangzhou', 'Write it as the vendor does, such as cn-hangzhou'],
    ['timeout', '60', 'such as 60s or 60m'],
    ['poll-interval', '500ms', 'at least 1s, in whole numbers'],
    ['poll-interval', '0s', 'at least 1s'],
    ['fail-fast', 'yes', 'neither `true` nor `false`'],
    ['on-cancel', 'stop', '`leave`, `cancel`'],
    ['mode', 'watch', '`wait`, `check`'],
    ['access-key-secret', '', 'access-key-secret is missing'],
    ['endpoint', 'http://203.0.113.1', 'http:// only for an address of this machine'],
    ['endpoint', 'http://127.0.0.1.example.com', 'http:// only for an address of this machine'],
    ['endpoint', 'https://user:password@127.0.0.1', 'without user, path or query'],
    ['role-to-assume', 'waiter', 'acs:ram::1234567890123456:role/name'],
  ] as const;

  test.concurrent.each(wrong)(
    '%s: `%s` costs no request, and says: %s',
    async (name, value, remedy) => {
      await using cloud = await cloudWith([task(eci, 'success')]);
      const ran = await runAction(cloud.inputs(eci, { [name]: value }));
      const said = ran.errors.find(({ title }) => title === `Input ${name}`);
      expect(said?.message).toContain(remedy);
      expect(ran).toMatchObject({ code: 1, outputs: { state: 'error', 'request-count': '0' } });
      expect(ran.stdout).not.toContain(secret);
      expect(cloud.requests).toHaveLength(0);
    },
  );

  test.concurrent('one alone is one annotation, with every output set', async () => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const ran = left(await runAction(cloud.inputs(eci, { timeout: '60' })));
    expect(ran).toMatchObject({ code: 1, state: 'error', status: '', tasks: '[]' });
    expect(ran.message).toBe(ran.error);
  });

  test.concurrent('of many, each has its annotation, and the runner shows ten', async () => {
    const names = ['task-id', 'region', 'timeout', 'poll-interval', 'expected-duration', 'mode'];
    const flags = [
      'fail-fast',
      'accept-partial',
      'on-cancel',
      'network',
      'job-summary',
      'endpoint',
    ];
    const inputs = Object.fromEntries([...names, ...flags].map((name) => [name, '§']));
    const ran = await runAction({ provider: eci, ...inputs });
    expect(ran.code).toBe(1);
    expect(ran.errors).toHaveLength(10);
    for (const name of [...names, ...flags]) expect(ran.stdout).toContain(`${name}: \`§\``);
  });

  test.concurrent('without instance-id there is no Container Registry task', async () => {
    const kind = 'alibaba-cr-artifact-build';
    await using cloud = await cloudWith([task(kind, 'success')]);
    const ran = left(await runAction(cloud.inputs(kind, { 'instance-id': '' })));
    expect(ran.error).toBe(`instance-id is missing: ${kind} needs it.`);
    expect(cloud.requests).toHaveLength(0);
  });

  test.concurrent('an input of another provider is a warning that names it', async () => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const ran = await runAction(cloud.inputs(eci, { 'instance-id': 'cri-1' }));
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(ran.warnings[0]?.message).toContain('`instance-id` has no meaning for');
  });
});

describe('the environment stands in', () => {
  test.concurrent('for region and keys of Alibaba Cloud', async () => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const inputs = { region: '', 'access-key-id': '', 'access-key-secret': '' };
    const ran = await runAction(cloud.inputs(eci, inputs), {
      ALICLOUD_REGION: 'cn-hangzhou',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
    });
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(ran.lines).toContain(`::add-mask::${secret}`);
  });

  test.concurrent('for region and keys of Volcengine', async () => {
    const kind = 'volcengine-ecs-task';
    await using cloud = await cloudWith([task(kind, 'success')]);
    const inputs = { region: '', 'access-key-id': '', 'access-key-secret': '' };
    const ran = await runAction(cloud.inputs(kind, inputs), {
      VOLCENGINE_REGION: 'cn-beijing',
      VOLC_ACCESSKEY: 'emulator-access-key-id',
      VOLC_SECRETKEY: secret,
    });
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
  });
});
