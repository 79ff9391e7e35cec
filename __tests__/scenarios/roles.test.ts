import { describe, expect, test } from '@jest/globals';
import type { EmulatorOptions } from '../../emulator/index.ts';
import { type Inputs, runAction } from './support/action.ts';
import { type Cloud, cloudWith, facts, task, taskOf } from './support/cloud.ts';
import { left } from './support/expectations.ts';
import { oneKindOfEachCloud, roleInputs, runnerTokens } from './support/roles.ts';

type Kind = (typeof oneKindOfEachCloud)[number];

const exchange = 'AssumeRoleWithOIDC';
const EXPIRED = ['InvalidSecurityToken.Expired', 'InvalidSecretToken'];

function runWithRole(cloud: Cloud, kind: Kind, more: Inputs = {}) {
  const inputs = cloud.inputs(kind, { ...roleInputs(cloud.url, kind), ...more });
  return runAction(inputs, runnerTokens(cloud));
}

/** The OIDC token of each exchange. */
function idTokens(cloud: Cloud): string[] {
  return cloud.of(exchange).map(({ body }) => new URLSearchParams(body).get('OIDCToken') ?? '');
}

function refusedAsExpired(cloud: Cloud) {
  return cloud.requests.filter(({ errorCode = '' }) => EXPIRED.includes(errorCode));
}

describe('with role-to-assume', () => {
  const services = oneKindOfEachCloud.flatMap((kind) =>
    [exchange, 'GetIDToken'].map((action) => [kind, action] as const),
  );

  test.concurrent.each(oneKindOfEachCloud)(
    '%s waits with a role, and masks what it was given',
    async (kind) => {
      await using cloud = await cloudWith([task(kind, 'success')]);
      const ran = await runWithRole(cloud, kind);
      expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded', 'request-count': '2' });
      expect(cloud.actions).toEqual(['GetIDToken', exchange, facts[kind].action]);
      const headers = cloud.requests.at(-1)?.headers ?? {};
      const token = headers['x-acs-security-token'] ?? headers['x-security-token'] ?? '';
      const [idToken = ''] = idTokens(cloud);
      for (const secret of [token, idToken]) {
        expect(secret.length).toBeGreaterThan(20);
        expect(ran.lines).toContain(`::add-mask::${secret}`);
        expect(ran.lines.filter((line) => line.includes(secret))).toHaveLength(1);
      }
    },
  );

  test.concurrent.each(oneKindOfEachCloud)(
    '%s outlives a session ten times, and never sends a token that has expired',
    async (kind) => {
      await using cloud = await cloudWith([taskOf(kind, 22)], { sessionSeconds: 2 });
      const ran = await runWithRole(cloud, kind);
      expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
      expect(Number(ran.outputs['duration-seconds'])).toBeGreaterThanOrEqual(20);
      expect(refusedAsExpired(cloud)).toEqual([]);
      expect(idTokens(cloud).length).toBeGreaterThanOrEqual(10);
      expect(new Set(idTokens(cloud)).size).toBe(idTokens(cloud).length);
      expect(cloud.of('GetIDToken')).toHaveLength(idTokens(cloud).length);
    },
  );

  test.concurrent.each(oneKindOfEachCloud)(
    '%s takes others, once, where the cloud calls its keys expired',
    async (kind) => {
      const faults = [
        { fault: 'token-expired', action: facts[kind].action, from: 2, count: 1 } as const,
      ];
      await using cloud = await cloudWith([taskOf(kind, 3)], { faults });
      const ran = await runWithRole(cloud, kind);
      expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
      expect(ran.warnings).toEqual([]);
      expect(cloud.of(exchange)).toHaveLength(2);
      expect(new Set(idTokens(cloud)).size).toBe(2);
    },
  );

  test.concurrent.each(oneKindOfEachCloud)(
    '%s gives up where the cloud calls new keys expired as well',
    async (kind) => {
      const faults = [{ fault: 'token-expired', action: facts[kind].action } as const];
      await using cloud = await cloudWith([task(kind, 'success')], { faults });
      const ran = left(await runWithRole(cloud, kind));
      expect(ran).toMatchObject({ code: 1, state: 'error' });
      expect(cloud.of(exchange)).toHaveLength(2);
    },
  );

  test.concurrent.each(services)(
    '%s uses its keys on while they are good, where %s refuses to renew them',
    async (kind, action) => {
      const faults = [{ fault: 'invalid-key', action, from: 2, count: 1 } as const];
      const options = { faults, sessionSeconds: 15 };
      await using cloud = await cloudWith([taskOf(kind, 17)], options);
      const ran = await runWithRole(cloud, kind);
      expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
      expect(ran.warnings).toEqual([]);
      expect(cloud.requests.filter(({ fault }) => fault)).toHaveLength(1);
      expect(cloud.of('GetIDToken').length).toBeGreaterThanOrEqual(3);
      expect(cloud.of('GetIDToken').length).toBeLessThanOrEqual(4);
    },
  );

  test.concurrent.each(services)('%s lives through trouble of %s', async (kind, action) => {
    const faults = [{ fault: 'service-unavailable', action, count: 2 } as const];
    await using cloud = await cloudWith([task(kind, 'success')], { faults });
    const ran = await runWithRole(cloud, kind);
    expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
    expect(idTokens(cloud)).toHaveLength(new Set(idTokens(cloud)).size);
  });

  test.concurrent.each(oneKindOfEachCloud)(
    '%s whose clock is an hour slow waits all the same',
    async (kind) => {
      const hour = 3_600_000;
      await using cloud = await cloudWith([taskOf(kind, 2)], {
        clockSkewMs: hour,
        sessionSeconds: 900,
      });
      const ran = await runWithRole(cloud, kind);
      expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
      expect(cloud.of(exchange)).toHaveLength(1);
    },
  );

  test.concurrent.each(oneKindOfEachCloud)(
    '%s without `id-token: write` says what to add to the job',
    async (kind) => {
      await using cloud = await cloudWith([task(kind, 'success')]);
      const ran = left(await runAction(cloud.inputs(kind, roleInputs(cloud.url, kind))));
      expect(ran).toMatchObject({ code: 1, state: 'error', 'request-count': '0' });
      expect(ran.error).toContain('permissions: id-token: write');
      expect(cloud.requests).toEqual([]);
    },
  );
});

describe('an exchange that is refused says what to mend', () => {
  const role = { alibaba: 'acs:ram::1:role/missing', volcengine: 'trn:iam::1:role/missing' };
  const cases: [string, Kind, Inputs, EmulatorOptions, RegExp][] = [
    [
      'audience',
      'alibaba-eci-commit',
      { 'oidc-audience': 'x' },
      {},
      /client ids of the OIDC provider.*oidc-audience/,
    ],
    [
      'audience',
      'volcengine-ecs-task',
      { 'oidc-audience': 'x' },
      {},
      /audience to the OIDC provider in IAM.*oidc-audience/,
    ],
    [
      'role',
      'alibaba-eci-commit',
      { 'role-to-assume': role.alibaba },
      {},
      /Check role-to-assume: RAM knows no role/,
    ],
    [
      'role',
      'volcengine-ecs-task',
      { 'role-to-assume': role.volcengine },
      {},
      /Check role-to-assume/,
    ],
    [
      'trust',
      'alibaba-eci-commit',
      {},
      { denied: [`sts:${exchange}`] },
      /Check the trust policy of the role/,
    ],
    [
      'trust',
      'volcengine-ecs-task',
      {},
      { denied: [`sts:${exchange}`] },
      /trust policy of the role/,
    ],
  ];
  test.concurrent.each(cases)('%s, %s', async (_what, kind, inputs, options, remedy) => {
    await using cloud = await cloudWith([task(kind, 'success')], options);
    const ran = left(await runWithRole(cloud, kind, inputs));
    expect(ran).toMatchObject({ code: 1, state: 'error' });
    expect(ran.error).toMatch(remedy);
    expect(ran.error).toMatch(
      /sub `repo:example\/example:ref:refs\/heads\/main`, aud `[\w.]+`, iss `https:\/\/token\.actions/,
    );
    expect(cloud.actions).toEqual(['GetIDToken', exchange]);
  });
});
