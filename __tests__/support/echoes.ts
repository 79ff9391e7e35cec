import { type Kind, startEmulator } from '../../emulator/index.ts';
import { githubHost } from '../../src/hosts/github/github.ts';
import { wait } from '../../src/hosts/session.ts';
import { otherSecrets } from '../../src/inputs/known-secrets.ts';
import type { Http, HttpResponse } from '../../src/model/world.ts';
import { createHttp } from '../../src/network/http.ts';
import { outputsOf } from '../../src/render/outputs.ts';
import { summaryOf } from '../../src/render/summary.ts';
import { roleInputs, runnerTokens, temporaryKeys } from '../scenarios/support/roles.ts';
import { CONTRACT, wordFor } from './contract.ts';
import { secretsIn, withEcho } from './echo-text.ts';
import { stepOf } from './full-step.ts';
import { commandsOf, reported } from './hosts.ts';
import { answer, networkedWorld, untouched } from './world.ts';

/** What a cloud answers with. */
export type Answering = 'success' | 'failure' | 'error' | 'trouble' | 'strange word' | 'no keys';

/** One run in front of a cloud that echoes. */
export interface Echo {
  kind: Kind;
  answering: Answering;
  /** How a secret is written in the echo. */
  encode: (secret: string) => string;
  access?: 'keys' | 'role';
  /** Instead of the secrets with something between them. */
  textOf?: (secrets: readonly string[]) => string;
}

const ENV = {
  HTTPS_PROXY: 'http://proxy-user:pr0xy%20pass%2Fword@proxy.example:3128',
  ALIBABA_CLOUD_CREDENTIALS_URI: 'http://127.0.0.1/keys?token=token-of-the-uri',
  ALICLOUD_SECRET_KEY: 'the-secret-of-another-family',
  GITHUB_ACTIONS: '',
};
export const GITHUB_TOKEN = 'ghs_token+of/the=job';

/** A run from its beginning to its end, and everywhere that it wrote to. */
export async function runEchoed({ kind, answering, encode, access = 'keys', textOf }: Echo) {
  const status = wordFor(kind, answering === 'failure' ? 'failed' : 'succeeded');
  const { http, close } = createHttp({});
  const world = networkedWorld(http);
  const emulator = await startEmulator({
    now: () => world.clock.now(),
    tasks: [
      { kind, id: 't-1', parent: 'p-1', steps: [stepOf(status)], log: ['a line', 'another'] },
    ],
  });
  world.env = { ...ENV, ...runnerTokens(emulator) };
  const keys =
    access === 'role' ? roleInputs(emulator.url, kind) : await temporaryKeys(emulator.url);
  const texts: Record<string, string> = {
    provider: kind,
    'task-id': 't-1',
    region: 'cn-hangzhou',
    endpoint: emulator.url,
    timeout: '90s',
    'github-token': GITHUB_TOKEN,
    ...CONTRACT[kind].inputs,
    ...keys,
  };
  const known = otherSecrets(world.env, ['ACTIONS_ID_TOKEN_REQUEST_TOKEN']).filter(Boolean);
  const sent = new Set<string>();
  const toGitHub: string[] = [];
  world.http = echoing(
    world.http,
    { kind, answering, encode, ...(textOf && { textOf }) },
    known,
    sent,
    toGitHub,
  );
  const written: string[] = [];
  const commands = commandsOf(texts, {
    setSecret: (secret) => void known.push(secret),
    info: (line) => void written.push(line),
    warning: (text, about) => void written.push(`${about?.title}: ${text}`),
    error: (text, about) => void written.push(`${about?.title}: ${text}`),
    startGroup: (name) => void written.push(name),
  });
  const { host, report } = reported(githubHost(world, commands));
  try {
    const outcome = await wait(host, world, untouched());
    const summary = summaryOf(report());
    const outputs = Object.values(outputsOf(outcome, false));
    return {
      outcome,
      known: [...new Set([...known, ...sent])],
      toGitHub,
      summary,
      outputs,
      log: written,
    };
  } finally {
    await close();
    await emulator.close();
  }
}

/** The way to a cloud and to GitHub, of which every answer has the secrets in it that are known by then. */
function echoing(
  http: Http,
  { kind, answering, encode, textOf }: Echo,
  known: readonly string[],
  sent: Set<string>,
  toGitHub: string[],
): Http {
  let answers = 0;
  return async (request, signal) => {
    if (request.url.hostname === 'api.github.com') {
      toGitHub.push(request.body ?? '');
      return answering === 'success' ? answer({ id: 1 }) : answer({ message: echo() }, 403);
    }
    for (const secret of secretsIn(request)) sent.add(secret);
    const response = await http(request, signal);
    const isToken = request.url.href.includes('/_emulator/oidc');
    const isExchange = /AssumeRole/.test(request.url.search);
    if (isToken || (isExchange && answering !== 'no keys')) return response;
    answers += 1;
    return echoed(response, answers);
  };

  function echo(): string {
    const all = [...new Set([...known, ...sent])];
    return textOf ? textOf(all) : all.map((secret) => `<${encode(secret)}>`).join(' ');
  }

  function echoed(response: HttpResponse, count: number): HttpResponse {
    const text = echo();
    const headers = { ...response.headers, 'x-acs-request-id': text, 'x-tt-logid': text };
    if (answering === 'error' || answering === 'no keys') {
      const error = { Code: `Refused.${text}`, Message: text, RequestId: text };
      const ofAck = { code: error.Code, message: text, requestId: text };
      const detail = { AccessDeniedDetail: { AuthAction: text } };
      const envelope = { ...error, ...ofAck, ...(count % 2 === 0 && detail) };
      const ofVolcengine = { ResponseMetadata: { RequestId: text, Error: error } };
      const isVolcengine = kind.startsWith('volcengine');
      return answer(isVolcengine ? ofVolcengine : envelope, 403, headers);
    }
    if (answering === 'trouble' && count < 5) {
      return {
        status: 502,
        headers: { ...headers, 'content-type': `text/html;${text}` },
        body: text,
      };
    }
    const body: unknown = JSON.parse(response.body);
    const word = answering === 'strange word' ? text : undefined;
    return { ...response, headers, body: JSON.stringify(withEcho(body, text, word)) };
  }
}
