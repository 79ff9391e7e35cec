import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { inputKey } from '../../examples/runner.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const described: {
  descriptions: Record<
    'api.github.com' | 'ghes-3.19',
    Record<'create' | 'update', { body: object }>
  >;
} = JSON.parse(readFileSync(join(root, '__tests__/fixtures/github-checks.json'), 'utf8'));

/** What is wrong with a request's body by GitHub's own description of the operation; empty where nothing is. */
export function problemsOfBody(operation: 'create' | 'update', body: unknown): string[] {
  return Object.entries(described.descriptions).flatMap(([name, operations]) => {
    // The description writes `nullable` beside types and keeps words of its own.
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const isValid = ajv.compile(operations[operation].body);
    if (isValid(body)) return [];
    return (isValid.errors ?? []).map(
      ({ instancePath, message }) => `${name} ${instancePath} ${message}`,
    );
  });
}

export interface ChecksRequest {
  method: string;
  path: string;
  authorization: string;
  body: Record<string, unknown>;
}

/**
 * A GitHub on this machine that knows check runs, and answers every request with `status`. With certificates it speaks
 * TLS, and HTTP/2 to whoever takes it, as GitHub does.
 */
export async function startGitHub(
  prefix = '',
  status = 0,
  certificates?: { key: string; cert: string },
) {
  const requests: ChecksRequest[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const body: Record<string, unknown> = JSON.parse(text || '{}');
      requests.push({ method, path: url, authorization: headers.authorization ?? '', body });
      const isKnown = url.startsWith(`${prefix}/repos/octo/shop/check-runs`);
      const usual = method === 'POST' ? 201 : 200;
      response.writeHead(isKnown ? status || usual : 404, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          status ? { message: 'Resource not accessible by integration' } : { id: 4711 },
        ),
      );
    });
  };
  const server = certificates
    ? createSecureServer({ ...certificates, allowHTTP1: true }, listener as never)
    : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  };
  const scheme = certificates ? 'https' : 'http';
  return { url: `${scheme}://127.0.0.1:${port}${prefix}`, requests, [Symbol.dispose]: stop };
}

/** Runs the committed bundle in a job of the repository octo/shop. Gives its exit code and its log. */
export async function runInJob(
  inputs: Readonly<Record<string, string>>,
  event: object,
  env: Readonly<Record<string, string>>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'job-'));
  const file = (name: string, text = '') => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const variables = Object.entries(inputs).map(([name, value]) => [inputKey(name), value]);
  const child = spawn(process.execPath, [join(root, 'dist/index.js')], {
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(variables),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STATE: file('state'),
      GITHUB_STEP_SUMMARY: file('summary'),
      GITHUB_ARTIFACTS: file('artifacts'),
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event)),
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_SHA: 'a'.repeat(40),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    log += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const left = { code, log, summary: read('summary'), artifacts: read('artifacts') };
  rmSync(folder, { recursive: true, force: true });
  return left;
}
