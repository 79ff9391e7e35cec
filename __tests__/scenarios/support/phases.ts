import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultRule } from '../../../emulator/index.ts';
import type { Environment, Inputs } from './action.ts';
import type { Certificates } from './certificates.ts';
import { cloudWith, facts, task } from './cloud.ts';
import { startProxy } from './proxy.ts';
import { roleInputs, runnerTokens } from './roles.ts';
import { deafHost, muteHost, NO_SUCH_NAME, REFUSING } from './silent-hosts.ts';

/** It has an API to cancel tasks. */
export const kind = 'alibaba-ecs-image-pipeline';

/** A step whose first request comes as far as one phase and no further. */
export interface Stuck extends AsyncDisposable {
  inputs: Inputs;
  env: Environment;
  /** Resolves once the step is in its phase; where nobody can see that, after a moment that is enough. */
  reached: Promise<unknown>;
}

/** Where a request may be when time is up or a signal comes. */
export interface Phase {
  name: string;
  what: string;
  /** True where waiting does not mend it. */
  isGivenUp?: true;
  arrange(certificates: Certificates): Promise<Stuck>;
}

/** From the first line of the log to the first packet it takes a few milliseconds. */
const MOMENT_MS = 500;

interface Setting {
  inputs?: Inputs;
  env?: Environment;
  reached?: Promise<unknown>;
  faults?: FaultRule[];
  tls?: Certificates;
  /** Closed at the end. */
  parts?: AsyncDisposable[];
}

async function stuck({ inputs, env = {}, reached, faults = [], tls, parts = [] }: Setting) {
  const cloud = await cloudWith([task(kind, 'running')], { faults, ...(tls && { tls }) });
  const [fault] = faults;
  const asked = fault?.action ? cloud.request(fault.action) : undefined;
  const role = inputs?.['sts-endpoint'] === '' ? roleInputs(cloud.url, kind) : {};
  return {
    inputs: cloud.inputs(kind, { ...inputs, ...role }),
    env: { ...runnerTokens(cloud), ...(tls && { NODE_EXTRA_CA_CERTS: tls.authority }), ...env },
    reached: asked ?? reached ?? new Promise((done) => setTimeout(done, MOMENT_MS)),
    async [Symbol.asyncDispose]() {
      for (const part of [cloud, ...parts]) await part[Symbol.asyncDispose]();
    },
  };
}

/** Inputs of a role of the emulator's; `stuck` fills in its address. */
const role: Inputs = { 'sts-endpoint': '' };
const { action } = facts[kind];
const at = (host: string): Inputs => ({ endpoint: `https://${host}` });
const proxied = (host: string): Setting => ({
  inputs: at('nobody.invalid'),
  env: { HTTPS_PROXY: host },
});

/** Every phase of a request, directly, through a proxy, and on the way to credentials. */
export const phases: readonly Phase[] = [
  {
    name: 'a name that does not exist',
    what: 'the resolver knows no such name',
    isGivenUp: true,
    arrange: () => stuck({ inputs: at(NO_SUCH_NAME) }),
  },
  {
    name: 'a resolver that is silent',
    what: 'the name is being resolved, for ever',
    arrange: async () => {
      const resolver = silentResolver();
      return stuck({ inputs: at('nobody.invalid'), env: resolver.env, parts: [resolver] });
    },
  },
  {
    name: 'a refused connection',
    what: 'nobody listens at the port',
    isGivenUp: true,
    arrange: () => stuck({ inputs: at(REFUSING) }),
  },
  {
    name: 'a dropped SYN',
    what: 'TCP is not answered',
    arrange: async () => {
      const deaf = await deafHost();
      return stuck({ inputs: at(deaf.host), parts: [deaf] });
    },
  },
  {
    name: 'silent TLS',
    what: 'TCP stands, the handshake is not answered',
    arrange: async () => {
      const mute = await muteHost();
      return stuck({ inputs: at(mute.host), reached: mute.reached, parts: [mute] });
    },
  },
  {
    name: 'a request that hangs',
    what: 'the request is taken and not answered',
    arrange: () => stuck({ faults: [{ fault: 'hang', action }] }),
  },
  {
    name: 'a body that drips',
    what: 'a byte of the body comes every second',
    arrange: () => stuck({ faults: [{ fault: 'slow-body', action, delayMs: 1_000 }] }),
  },
  {
    name: 'a pause that the server asks for',
    what: 'an hour, by `x-acs-retry-after`',
    arrange: () =>
      stuck({ faults: [{ fault: 'throttled-retry-after-ms', action, delayMs: 3_600_000 }] }),
  },
  {
    name: 'a proxy that does not exist',
    what: 'the resolver knows no such proxy',
    isGivenUp: true,
    arrange: () => stuck(proxied(`http://${NO_SUCH_NAME}:3128`)),
  },
  {
    name: 'a proxy that refuses the connection',
    what: "nobody listens at the proxy's port",
    isGivenUp: true,
    arrange: () => stuck(proxied(`http://${REFUSING}`)),
  },
  {
    name: 'a dropped SYN of a proxy',
    what: 'the proxy does not answer TCP',
    arrange: async () => {
      const deaf = await deafHost();
      return stuck({ ...proxied(`http://${deaf.host}`), parts: [deaf] });
    },
  },
  {
    name: 'silent TLS of a proxy',
    what: 'the proxy does not answer the handshake',
    arrange: async () => {
      const mute = await muteHost();
      const { reached } = mute;
      // By name, since TLS has no addresses for server names.
      const host = mute.host.replace('127.0.0.1', 'localhost');
      return stuck({ ...proxied(`https://${host}`), reached, parts: [mute] });
    },
  },
  {
    name: 'a proxy that takes CONNECT and is silent',
    what: 'the tunnel does not come about',
    arrange: async () => {
      const mute = await muteHost();
      const { reached } = mute;
      return stuck({ ...proxied(`http://${mute.host}`), reached, parts: [mute] });
    },
  },
  {
    name: 'silent TLS through a proxy',
    what: 'the tunnel stands, the handshake in it is not answered',
    arrange: async () => {
      const [mute, proxy] = await Promise.all([muteHost(), startProxy()]);
      const env = { HTTPS_PROXY: proxy.url };
      const parts = [proxy, mute];
      return stuck({ inputs: at(mute.host), env, reached: mute.reached, parts });
    },
  },
  {
    name: 'a request that hangs through a proxy',
    what: 'the request is taken and not answered',
    arrange: async (tls) => {
      const proxy = await startProxy();
      const env = { HTTPS_PROXY: proxy.url };
      return stuck({ env, tls, faults: [{ fault: 'hang', action }], parts: [proxy] });
    },
  },
  {
    name: 'an OIDC token that hangs',
    what: "the runner's token service does not answer",
    arrange: () => stuck({ inputs: role, faults: [{ fault: 'hang', action: 'GetIDToken' }] }),
  },
  {
    name: 'an exchange that hangs',
    what: "the cloud's token service does not answer",
    arrange: () =>
      stuck({ inputs: role, faults: [{ fault: 'hang', action: 'AssumeRoleWithOIDC' }] }),
  },
  {
    name: 'silent TLS of the OIDC token service',
    what: 'its handshake is not answered',
    arrange: async () => {
      const mute = await muteHost();
      const env = { ACTIONS_ID_TOKEN_REQUEST_URL: `https://${mute.host}/token` };
      return stuck({ inputs: role, env, reached: mute.reached, parts: [mute] });
    },
  },
  {
    name: 'silent TLS of a credentials URI',
    what: 'its handshake is not answered',
    arrange: async () => {
      const mute = await muteHost();
      const env = { ALIBABA_CLOUD_CREDENTIALS_URI: `https://${mute.host}/keys` };
      const inputs = { 'access-key-id': '', 'access-key-secret': '' };
      return stuck({ inputs, env, reached: mute.reached, parts: [mute] });
    },
  },
];

/** Has every name resolved by a thread that waits for ever, as one does whose servers are silent: here for a pipe's writer. */
function silentResolver(): AsyncDisposable & { env: Environment } {
  const folder = mkdtempSync(join(tmpdir(), 'resolver-'));
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const preload = join(folder, 'preload.cjs');
  const open = `require('node:fs').open(${JSON.stringify(pipe)}, 'r', () => undefined)`;
  writeFileSync(preload, `require('node:dns').lookup = () => ${open};\n`);
  return {
    env: { NODE_OPTIONS: `--require ${preload}` },
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true }),
  };
}
