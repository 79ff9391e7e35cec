import { describe, expect, test } from '@jest/globals';
import { problemsOf } from '../support/inputs.ts';

const PASSWORD = 'pa55-w0rd';

describe('of a wrong endpoint scheme and host alone are shown', () => {
  test.each([
    [`https://user:${PASSWORD}@ecs.example`, '`https://ecs.example/…`'],
    [`https://${PASSWORD}@ecs.example:8443/`, '`https://ecs.example:8443/…`'],
    [`https://ecs.example/?token=${PASSWORD}`, '`https://ecs.example/…`'],
    [`https://ecs.example/${PASSWORD}`, '`https://ecs.example/…`'],
    [`https://ecs.example#${PASSWORD}`, '`https://ecs.example/…`'],
    ['http://ecs.example', '`http://ecs.example`'],
    ['ftp://ecs.example/', '`ftp://ecs.example`'],
    ['ecs.cn-hangzhou.aliyuncs.com', '`ecs.cn-hangzhou.aliyuncs.com`'],
    // Characters in a password that end a host.
    [`https://user:1/${PASSWORD}@ecs.example`, '`https:///…`'],
    [`https://user:1?${PASSWORD}@ecs.example`, '`https:///…`'],
    [`https://user:1#${PASSWORD}@ecs.example`, '`https:///…`'],
    [`https://user:1\\${PASSWORD}@ecs.example`, '`https:///…`'],
    [`https://user:${PASSWORD}/@ecs.example`, '`…`'],
    [`user:${PASSWORD}`, '`…`'],
    [`user:${PASSWORD}@ecs.example`, '`…`'],
    [`//user:${PASSWORD}@ecs.example`, '`…`'],
    [PASSWORD, '`…`'],
    [`https://user:${PASSWORD}@ecs.example https://ecs.example`, '`…`'],
  ])('%s', (address, shown) => {
    for (const input of ['endpoint', 'sts-endpoint']) {
      const [problem, ...more] = problemsOf({ [input]: address });
      expect(more).toEqual([]);
      expect(problem?.message).toMatch(new RegExp(`^${input}: `));
      expect(problem?.message).toContain(shown);
      expect(problem?.message).toMatch(
        /is not a URL|must begin with|must be scheme, host and port/,
      );
      expect(problem?.message).not.toContain(PASSWORD);
    }
  });
});

test.each(['region', 'task-id', 'timeout', 'network', 'mode', 'role-session-name', 'check-name'])(
  'an address in the wrong place, %s, shows no password either',
  (input) => {
    for (const address of [
      `https://user:${PASSWORD}@ecs.example`,
      `user:${PASSWORD}@ecs.example`,
      `see https://user:1/${PASSWORD}@ecs.example\n`,
    ]) {
      const role = {
        'role-to-assume': 'acs:ram::1:role/x',
        'oidc-provider-arn': 'acs:ram::1:oidc-provider/x',
      };
      const text = problemsOf({ ...role, 'github-token': 'token', [input]: address.repeat(8) })
        .map(({ message }) => message)
        .join();
      expect(text).toContain(`${input}: `);
      expect(text).not.toContain(PASSWORD);
    }
  },
);
