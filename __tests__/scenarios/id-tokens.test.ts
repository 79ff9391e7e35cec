import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  type Environment,
  type Inputs,
  type Ran,
  runAction,
  startAction,
} from './support/action.ts';
import { type Cloud, cloudWith, task, taskOf } from './support/cloud.ts';
import { startCommand } from './support/command.ts';
import { left } from './support/expectations.ts';
import { oneKindOfEachCloud, roleInputs } from './support/roles.ts';

type Kind = (typeof oneKindOfEachCloud)[number];

const eci = 'alibaba-eci-commit';
const exchange = 'AssumeRoleWithOIDC';
const AUDIENCE = { alibaba: 'sts.aliyuncs.com', volcengine: 'sts.volcengineapi.com' };

const addressOf = (cloud: Cloud, kind: Kind, query = '') =>
  `${cloud.url}/_emulator/oidc?audience=${AUDIENCE[kind.startsWith('alibaba') ? 'alibaba' : 'volcengine']}&as=text${query}`;

/** A token as a CI has it made before the wait begins. */
async function tokenFrom(cloud: Cloud, kind: Kind, query = ''): Promise<string> {
  const headers = { authorization: 'bearer job' };
  const answer = await fetch(addressOf(cloud, kind, query), { headers });
  return (await answer.text()).trim();
}

/** The OIDC token of each exchange. */
function idTokens(cloud: Cloud): string[] {
  return cloud.of(exchange).map(({ body }) => new URLSearchParams(body).get('OIDCToken') ?? '');
}

function folderOfTest(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'id-token-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

const inputsOf = (cloud: Cloud, kind: Kind, more: Inputs) =>
  cloud.inputs(kind, { ...roleInputs(cloud.url, kind), ...more });

/** This Node with a script, as an input writes it. */
const command = (script: string) => `'${process.execPath}' -e '${script.replaceAll("'", '"')}'`;

/** A text that a step left behind anywhere, but where it asks the runner to hide it. */
function everywhere(ran: Ran): string {
  const shown = ran.lines.filter((line) => !line.startsWith('::add-mask::'));
  const files = [ran.outputs, ran.writes, ran.state, ran.summary];
  return [...shown, ran.stderr, JSON.stringify(files)].join('\n');
}

/** Nothing of a token but the claims that an error is to show. */
function expectHidden(text: string, tokens: readonly string[]) {
  for (const part of tokens.flatMap((token) => [token, ...token.split('.').slice(1)])) {
    expect(text).not.toContain(part);
  }
}

describe('a wait that is longer than its sessions', () => {
  test.concurrent.each(oneKindOfEachCloud)(
    '%s exchanges a token in a variable again',
    async (kind) => {
      await using cloud = await cloudWith([taskOf(kind, 5)], { sessionSeconds: 2 });
      const token = await tokenFrom(cloud, kind, '&issuer=gitlab');
      const ran = await runAction(inputsOf(cloud, kind, { 'oidc-token-env': 'MY_TOKEN' }), {
        MY_TOKEN: token,
      });
      expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
      expect(idTokens(cloud).length).toBeGreaterThanOrEqual(2);
      expect(new Set(idTokens(cloud))).toEqual(new Set([token]));
      expect(ran.lines).toContain(`::add-mask::${token}`);
      expectHidden(everywhere(ran), [token]);
    },
  );

  test.concurrent.each(oneKindOfEachCloud)(
    '%s finds a token that was renewed in its file',
    async (kind) => {
      await using cloud = await cloudWith([taskOf(kind, 5)], { sessionSeconds: 2 });
      using folder = folderOfTest();
      const file = join(folder.path, 'token');
      const renew = async () => {
        writeFileSync(`${file}.new`, `${await tokenFrom(cloud, kind)}\n`);
        renameSync(`${file}.new`, file);
      };
      await renew();
      const running = runAction(inputsOf(cloud, kind, { 'oidc-token-file': file }));
      for (const count of [1, 2, 3, 4, 5]) {
        await Promise.race([cloud.request(exchange, count), running]);
        await renew();
      }
      const ran = await running;
      expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
      expect(new Set(idTokens(cloud)).size).toBeGreaterThanOrEqual(2);
      expectHidden(everywhere(ran), idTokens(cloud));
    },
  );

  test.concurrent.each(oneKindOfEachCloud)(
    '%s runs its command for each exchange',
    async (kind) => {
      await using cloud = await cloudWith([taskOf(kind, 5)], { sessionSeconds: 2 });
      const script = `fetch('${addressOf(cloud, kind)}', { headers: { authorization: 'bearer ' + process.env.MINE } })
      .then((answer) => answer.text()).then((text) => { console.error('noise ' + text); console.log(text); })`;
      const inputs = inputsOf(cloud, kind, { 'oidc-token-command': command(script) });
      const ran = await runAction(inputs, { MINE: 'job' });
      expect(left(ran)).toMatchObject({ code: 0, state: 'succeeded' });
      expect(idTokens(cloud).length).toBeGreaterThanOrEqual(2);
      expect(new Set(idTokens(cloud)).size).toBe(idTokens(cloud).length);
      for (const token of idTokens(cloud)) expect(ran.lines).toContain(`::add-mask::${token}`);
      expectHidden(everywhere(ran), idTokens(cloud));
      expect(everywhere(ran)).not.toContain('noise');
    },
  );
});

describe('a token that has ended', () => {
  test.concurrent.each(oneKindOfEachCloud)('%s says when, and what to do', async (kind) => {
    await using cloud = await cloudWith([task(kind, 'success')]);
    const token = await tokenFrom(cloud, kind, '&issuer=gitlab&lives=-120');
    const inputs = inputsOf(cloud, kind, { 'oidc-token-env': 'MY_TOKEN' });
    const ran = await runAction(inputs, { MY_TOKEN: token });
    expect(left(ran)).toMatchObject({ code: 1, state: 'error' });
    expect(left(ran).error).toMatch(
      /the token in the variable MY_TOKEN, which expired at \d{4}-\d\d-\d\dT[\d:]+Z \(2m.* ago\)/,
    );
    expect(left(ran).error).toMatch(/one token a job.*role-session-duration/);
    expect(cloud.actions).toEqual(['GetIDToken', exchange]);
    expectHidden(everywhere(ran), [token]);
  });

  test.concurrent('during a wait ends it once the last session has', async () => {
    await using cloud = await cloudWith([taskOf(eci, 60)], { sessionSeconds: 4 });
    const token = await tokenFrom(cloud, eci, '&issuer=gitlab&lives=3');
    const inputs = inputsOf(cloud, eci, { 'oidc-token-env': 'MY_TOKEN' });
    const ran = await runAction(inputs, { MY_TOKEN: token });
    expect(left(ran)).toMatchObject({ code: 1, state: 'error' });
    expect(left(ran).error).toContain('which expired at');
    expect(cloud.of(exchange)[0]?.status).toBe(200);
    expect(cloud.of('DescribeCommitContainerTask').length).toBeGreaterThanOrEqual(2);
  });
});

describe('whatever a command prints that is no token', () => {
  const SECRET = 'Sup3r-s3cret-t0ken';
  test.concurrent.each([
    `console.log("::error::${SECRET}")`,
    `console.log("##vso[task.setvariable variable=x]${SECRET}"); console.error("${SECRET}")`,
    `console.error("${SECRET}"); process.exit(3)`,
    `process.stdout.write("${SECRET}".repeat(9000))`,
    `throw new Error("${SECRET}")`,
  ])('%s: nothing of it is anywhere', async (script) => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const ran = await runAction(inputsOf(cloud, eci, { 'oidc-token-command': command(script) }));
    expect(left(ran)).toMatchObject({ code: 1, state: 'error' });
    expect(left(ran).error).toContain('oidc-token-command');
    const all = [ran.stdout, ran.stderr, everywhere(ran)].join('\n');
    expect(all).not.toContain(SECRET);
    expect(all).not.toContain('##vso');
    expect(cloud.requests).toEqual([]);
  });
});

test.concurrent('a command that hangs is ended with the step, and all that it has started', async () => {
  if (process.platform === 'win32') return;
  await using cloud = await cloudWith([task(eci, 'success')]);
  using folder = folderOfTest();
  const file = join(folder.path, 'pid');
  const hanging = `sh -c 'sleep 60 & echo $! > "${file}"; wait'`;
  const step = startAction(inputsOf(cloud, eci, { 'oidc-token-command': hanging }));
  const pid = await eventually(() => Number(readFileSync(file, 'utf8').match(/^(\d+)\n/)?.[1]));
  const ran = await step.interrupt('SIGTERM');
  expect(left(ran)).toMatchObject({ state: 'interrupted' });
  expect(ran.answeredMs).toBeLessThan(2_000);
  await eventually(() => spawnSync('kill', ['-0', String(pid)]).status);
});

/** What is true sooner or later. */
async function eventually<T>(look: () => T): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      const found = look();
      if (found) return found;
    } catch (error) {
      if (tries > 400) throw error;
    }
    if (tries > 400) throw new Error('it never was');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('on the command line', () => {
  /** Waits with the bundle's command, and gives all that it leaves behind. */
  async function waitBy(cloud: Cloud, flags: Inputs, env: Environment) {
    using folder = folderOfTest();
    const file = (name: string) => join(folder.path, name);
    const roles = roleInputs(cloud.url, eci);
    const all: Inputs = { ...cloud.inputs(eci, { ...roles, ...flags }), state: file('state') };
    const typed = Object.entries(all).flatMap(([name, value]) =>
      value === '' || name.startsWith('access-key') ? [] : [`--${name}`, value],
    );
    const files = [`--output=json=${file('json')}`, '--output=ndjson', `--summary=${file('md')}`];
    const command = startCommand([...typed, ...files], env, folder.path);
    await command.said(/Waiting at most|error/);
    const title = titleOf(command.pid);
    const { code, stdout, stderr } = await command.done;
    const text = stdout + stderr;
    const written = ['state', 'json', 'md'].map((name) => contentOr(file(name))).join('\n');
    return { code, text, title, written };
  }

  const contentOr = (path: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  const titleOf = (pid: number) =>
    contentOr(`/proc/${pid}/cmdline`) + contentOr(`/proc/${pid}/comm`);

  test.concurrent('a token in a variable is in no output, file or title', async () => {
    await using cloud = await cloudWith([taskOf(eci, 3)], { sessionSeconds: 2 });
    const token = await tokenFrom(cloud, eci, '&issuer=gitlab');
    const ran = await waitBy(cloud, { 'oidc-token-env': 'MY_TOKEN' }, { MY_TOKEN: token });
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.written).toContain('"state": "succeeded"');
    expect(idTokens(cloud)[0]).toBe(token);
    if (process.platform === 'linux') expect(ran.title).toContain('oidc-token-env');
    expectHidden([ran.text, ran.title, ran.written].join('\n'), [token]);
  });

  test.concurrent('Azure Pipelines makes a new token for each exchange', async () => {
    await using cloud = await cloudWith([taskOf(eci, 4)], { sessionSeconds: 2 });
    const ran = await waitBy(
      cloud,
      {},
      {
        SYSTEM_OIDCREQUESTURI: `${cloud.url}/_emulator/azure/oidc`,
        SYSTEM_ACCESSTOKEN: 'access-secret',
        AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: '01234567-89ab-cdef-0123-456789abcdef',
      },
    );
    expect(ran).toMatchObject({ code: 0 });
    expect(cloud.of('CreateOidcToken').length).toBe(idTokens(cloud).length);
    expect(new Set(idTokens(cloud)).size).toBeGreaterThanOrEqual(2);
    expectHidden([ran.text, ran.written].join('\n'), [...idTokens(cloud), 'access-secret']);
  });

  test.concurrent('a `run` step of GitHub has its token as the action has it', async () => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const ran = await waitBy(
      cloud,
      {},
      {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${cloud.url}/_emulator/oidc?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-of-this-job',
      },
    );
    expect(ran).toMatchObject({ code: 0 });
    expect(cloud.actions.slice(0, 2)).toEqual(['GetIDToken', exchange]);
  });

  test.concurrent('no token at all is wrong usage, and costs no request', async () => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const ran = await waitBy(cloud, {}, {});
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.text).toMatch(/--oidc-token-env, --oidc-token-file or --oidc-token-command/);
    expect(cloud.requests).toEqual([]);
  });

  test.concurrent('a token that has ended is an error in its own words', async () => {
    await using cloud = await cloudWith([task(eci, 'success')]);
    const token = await tokenFrom(cloud, eci, '&issuer=gitlab&lives=-120');
    const ran = await waitBy(cloud, { 'oidc-token-env': 'MY_TOKEN' }, { MY_TOKEN: token });
    expect(ran).toMatchObject({ code: 5 });
    expect(ran.text).toMatch(/which expired at .* Set --role-session-duration so long/);
    expectHidden([ran.text, ran.written].join('\n'), [token]);
  });
});
