import { describe, expect, test } from '@jest/globals';
import { readArguments } from '../../../src/hosts/cli/arguments.ts';
import { commandHost } from '../../../src/hosts/cli/host.ts';
import { ownIdTokens, tokenSecrets } from '../../../src/hosts/cli/id-token.ts';
import { type Act, answer, scriptedHttp, testWorld, untouched } from '../../support/world.ts';

const CONNECTION = '01234567-89ab-cdef-0123-456789abcdef';
const GITHUB = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.example/token?api-version=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-secret',
};
const AZURE = {
  SYSTEM_OIDCREQUESTURI: 'https://azure.example/org/oidctoken',
  SYSTEM_ACCESSTOKEN: 'access-secret',
  AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: CONNECTION,
};

function start(env: Record<string, string>, act: Act = answer({ oidcToken: 'a.b.c' })) {
  const http = scriptedHttp(act);
  const masked: string[] = [];
  const idTokenOf = ownIdTokens(testWorld(http, { env }));
  const token = idTokenOf?.('mine', (secret) => masked.push(secret), untouched());
  return { http, masked, token };
}

describe('a command has tokens of its own', () => {
  test('in a `run` step of GitHub, by the way of the action', async () => {
    const { token, http, masked } = start(GITHUB, answer({ value: 'a.b.c' }));
    expect([await token, masked]).toEqual(['a.b.c', ['a.b.c']]);
    expect(http.requests).toMatchObject([
      { method: 'GET', url: new URL(`${GITHUB.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=mine`) },
    ]);
  });

  test('in Azure Pipelines, for the service connection', async () => {
    const { token, http, masked } = start(AZURE);
    expect([await token, masked]).toEqual(['a.b.c', ['a.b.c']]);
    expect(http.requests).toMatchObject([
      {
        method: 'POST',
        url: new URL(
          `${AZURE.SYSTEM_OIDCREQUESTURI}?api-version=7.1&serviceConnectionId=${CONNECTION}`,
        ),
        headers: { authorization: 'Bearer access-secret', 'content-type': 'application/json' },
      },
    ]);
  });

  test.each([
    {},
    { SYSTEM_OIDCREQUESTURI: AZURE.SYSTEM_OIDCREQUESTURI },
    { ACTIONS_ID_TOKEN_REQUEST_URL: ' ' },
  ])('and nowhere else: %j', (env) => expect(start(env).token).toBeUndefined());
});

describe('Azure Pipelines', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no connection', { AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: ' ' }, 'AzureCLI@2'],
    ['a strange one', { AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'a b' }, 'AzureCLI@2'],
    ['no access token', { SYSTEM_ACCESSTOKEN: '' }, 'SYSTEM_ACCESSTOKEN: $(System.AccessToken)'],
    ['a strange one', { SYSTEM_ACCESSTOKEN: 'access-\nsecret' }, '$(System.AccessToken)'],
    ['no address', { SYSTEM_OIDCREQUESTURI: 'file:///x' }, '$(System.AccessToken)'],
  ])('with %s says what to do, and sends nothing', async (_, change, remedy) => {
    const { token, http } = start({ ...AZURE, ...change });
    const error = await token?.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'credential', remedy: expect.stringContaining(remedy) });
    expect(JSON.stringify([String(error), error])).not.toMatch(/secret|file:/);
    expect(http.requests).toEqual([]);
  });

  test.each<[number, object | string, string]>([
    [401, '', 'credential'],
    [403, '', 'credential'],
    [404, '', 'credential'],
    [302, '', 'credential'],
    [429, '', 'transient'],
    [503, '', 'transient'],
    [200, '<html>', 'transient'],
    [200, { value: 'a.b.c' }, 'transient'],
  ])('that answers %i %j is %s', async (status, body, kind) => {
    const { token, masked } = start(AZURE, answer(body, status));
    await expect(token).rejects.toMatchObject({ name: 'CloudError', kind });
    expect(masked).toEqual([]);
  });
});

describe('the host of a command', () => {
  const hostWith = (env: Record<string, string>) => {
    const nothing = () => undefined;
    const streams = { data: nothing, line: nothing, terminal: undefined };
    return commandHost(readArguments(['wait']), testWorld(undefined, { env }), streams).host;
  };

  test('has a token service in its CI alone, and hides what proves the job', () => {
    expect(hostWith({}).idTokenOf).toBeUndefined();
    const { idTokenOf, secretVariables } = hostWith(AZURE);
    expect(idTokenOf).toBeInstanceOf(Function);
    expect(secretVariables).toEqual(expect.arrayContaining([...tokenSecrets]));
  });
});

test('what proves a job is a secret', () => {
  expect(tokenSecrets).toEqual(['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'SYSTEM_ACCESSTOKEN']);
});
