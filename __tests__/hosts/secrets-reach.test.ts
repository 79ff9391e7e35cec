import { describe, expect, test } from '@jest/globals';
import { githubHost } from '../../src/hosts/github/github.ts';
import { wait } from '../../src/hosts/session.ts';
import { type ProviderName, providerNames } from '../../src/providers/index.ts';
import type { ProviderOptions } from '../../src/providers/provider.ts';
import { connect } from '../../src/wait/connect.ts';
import { providers } from '../support/definitions.ts';
import { commandsOf, tellingSecrets } from '../support/hosts.ts';
import { readAll, type Texts } from '../support/inputs.ts';
import { outcome, snapshot, task } from '../support/outcomes.ts';
import { answer, scriptedHttp, testWorld, untouched } from '../support/world.ts';

const SECRETS = [
  'Sup3r-s3cret-k3y',
  'session-token-0123',
  'ghs_token-of-the-job',
  'tok3n-of-the-uri',
];
const TEXTS: Texts = {
  'task-id': 't-1',
  region: 'cn-hangzhou',
  'instance-id': 'i-1',
  'access-key-id': 'id-of-the-key',
  'access-key-secret': SECRETS[0] ?? '',
  'security-token': SECRETS[1] ?? '',
  'github-token': SECRETS[2] ?? '',
};
const ENV = { ALIBABA_CLOUD_CREDENTIALS_URI: `http://127.0.0.1/keys?page=${SECRETS[3]}` };

/** Which secrets stand in a value, however deep. */
function secretsIn(value: unknown): string[] {
  const known = new Set<unknown>();
  const texts: string[] = [];
  const visit = (part: unknown): void => {
    if (typeof part === 'string') texts.push(part);
    if (typeof part !== 'object' || part === null || known.has(part)) return;
    known.add(part);
    if (part instanceof Map) for (const entry of part) visit(entry);
    for (const key of Reflect.ownKeys(part)) visit(Reflect.get(part, key));
  };
  visit(value);
  return SECRETS.filter((secret) => texts.some((text) => text.includes(secret)));
}

/** Connects, and gives what the kind's own `connect` was handed. */
function optionsOf(provider: ProviderName) {
  const definition = providers[provider];
  const own = definition.connect;
  let handed: unknown;
  definition.connect = (options: ProviderOptions, call) => {
    handed = options;
    return own(options, call);
  };
  try {
    const { inputs, credentials } = readAll({ ...TEXTS, provider }, ENV);
    const access = { idTokenOf: async () => '', wantsDigest: true };
    // As one that has all in one object would hand it over.
    const all = { ...inputs, credentials, githubToken: SECRETS[2] };
    const connection = connect(all, credentials, testWorld(), access, tellingSecrets());
    return { handed, connection };
  } finally {
    definition.connect = own;
  }
}

describe('no secret reaches', () => {
  test.each(providerNames)('the provider: %s', (name) => {
    const { handed, connection } = optionsOf(name);
    expect(handed).toMatchObject({ region: 'cn-hangzhou', wantsDigest: true });
    expect([secretsIn(handed), secretsIn(connection)]).toEqual([[], []]);
  });

  test('the inputs, of which run, reporter, watch and outcome are made', () => {
    const all = readAll({ ...TEXTS, provider: 'alibaba-ack-task' }, ENV);
    expect(secretsIn(all.inputs)).toEqual([]);
    // They are where they are needed, and the walk finds them there.
    expect(secretsIn(all.credentials)).toEqual(SECRETS.slice(0, 2));
    expect(secretsIn(all.own)).toEqual(SECRETS.slice(2, 3));
    const { credentials } = readAll({ ...TEXTS, provider: 'alibaba-ack-task', ...NO_KEYS }, ENV);
    expect(secretsIn(credentials)).toEqual(SECRETS.slice(3));
  });

  test('what a host is told: begin, update, write, complete', async () => {
    const refusal = answer({ code: 'StatusForbidden', message: SECRETS.join(' ') }, 403);
    const world = testWorld(scriptedHttp(refusal), { env: ENV });
    const texts = { ...TEXTS, provider: 'alibaba-ack-task' };
    const host = githubHost(world, commandsOf(texts));
    const told: unknown[] = [];
    const note = (...given: unknown[]) => void told.push(given);
    const publisher = () => ({
      begin: note,
      update: note,
      write: note,
      complete: async (report: unknown) => note(report),
    });
    await wait({ ...host, publisher }, world, untouched());
    expect(told.length).toBeGreaterThanOrEqual(4);
    // The one of GitHub alone is known by its input.
    expect(secretsIn(told)).toEqual([]);
    expect(secretsIn([snapshot(), outcome(), task(SECRETS[0] ?? '', 'failed')])).toHaveLength(1);
  });
});

const NO_KEYS = { 'access-key-id': '', 'access-key-secret': '', 'security-token': '' };
