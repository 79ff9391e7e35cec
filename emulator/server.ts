import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Call, readCall } from './call.ts';
import { control } from './control.ts';
import { deliver } from './delivery.ts';
import { type FaultRule, FaultRules } from './fault-rules.ts';
import { Gateway, type Handled } from './gateway.ts';
import { guide, type Place } from './greeting.ts';
import { KeyRing } from './keys.ts';
import { isLast, type KnownTask, serviceOf } from './kinds.ts';
import { type StartRule, Starts } from './starts.ts';
import { readStart, readTask } from './task-script.ts';
import { Timeline } from './timeline.ts';
import type { RecordedRequest, Reply } from './types.ts';

export type { RecordedRequest } from './types.ts';

export interface EmulatorOptions {
  /** 0, the default, takes any free one. */
  port?: number;
  /** A loopback address; default 127.0.0.1. */
  host?: string;
  tasks?: KnownTask[];
  faults?: FaultRule[];
  /** How tasks go that calls start; by default as the samples. */
  starts?: StartRule[];
  /** Default `emulator-access-key-id` and `emulator-access-key-secret`. */
  keys?: { accessKeyId: string; accessKeySecret: string };
  /** Permissions that are refused, e.g. `ecs:DescribeImagePipelineExecutions`. */
  denied?: string[];
  /** How many times faster than real time tasks go through their steps; default 1. */
  speed?: number;
  /** ms since the epoch; default Date.now. Moves timelines, signature dates and expiries. */
  now?: () => number;
  /** How far the server's clock is off: its Date header, date checks and expiries. */
  clockSkewMs?: number;
  /** Life of temporary keys in seconds in place of what was asked for. */
  sessionSeconds?: number;
  /** Audience that the token services ask for in place of their own. */
  audience?: string;
  tls?: { key: string; cert: string };
  /** How the program that waits is called, for the guide. */
  program?: string;
  /** Called once a request is answered, or left hanging. */
  onRequest?: (request: RecordedRequest) => void;
}

export interface Emulator {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  /** Every API request, in the order received; control requests are not among them. */
  requests: RecordedRequest[];
  addTask(task: KnownTask): void;
  setFaults(rules: FaultRule[]): void;
  setStarts(rules: StartRule[]): void;
  /** What is there now, for whoever shows it. */
  place(): Place;
  /** Stops at once and drops open connections. */
  close(): Promise<void>;
}

const loopback = ['127.0.0.1', '::1', 'localhost'];

/**
 * Starts an emulator of both clouds on one loopback port. Rejects where the host is no loopback
 * address or the port is taken.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = '127.0.0.1', program = 'npx wait-for-cloud-task' } = options;
  if (!loopback.includes(host)) {
    throw new Error(`host ${host} is not a loopback address (${loopback.join(', ')})`);
  }
  const now = options.now ?? Date.now;
  const timeline = new Timeline(now, options.speed ?? 1, isLast);
  const starts = new Starts(timeline, (kind) => serviceOf(kind).samples);
  const rules = new FaultRules(options.faults ?? []);
  const requests: RecordedRequest[] = [];
  const key = options.keys ?? {
    accessKeyId: 'emulator-access-key-id',
    accessKeySecret: 'emulator-access-key-secret',
  };
  const addTask = (task: KnownTask) => timeline.add(readTask(task));
  for (const task of options.tasks ?? []) addTask(task);
  const setFaults = (next: FaultRule[]) => rules.set(next);
  const setStarts = (next: StartRule[]) => starts.set(next.map(readStart));
  setStarts(options.starts ?? []);
  const gateway = new Gateway({
    timeline,
    starts,
    rules,
    requests,
    keys: new KeyRing(key),
    now,
    clock: () => now() + (options.clockSkewMs ?? 0),
    denied: new Set(options.denied),
    sessionSeconds: options.sessionSeconds,
    audience: options.audience,
    onRequest: options.onRequest ?? (() => {}),
  });

  let url = '';
  const place = (): Place => ({ url, key, program, tasks: timeline.scripts(), faults: rules.list });
  const controls = { requests, addTask, setFaults, setStarts, page: () => guide(place()) };
  const answer = (call: Call): Handled => {
    const reply = control(call, controls);
    return reply
      ? { reply, how: 'normal', delayMs: 0, redirectTo: '', date: now() }
      : gateway.handle(call);
  };
  const server = await listen(options, host, answer);
  const { port } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  url = `${options.tls ? 'https' : 'http'}://${name}:${port}`;
  return {
    url,
    requests,
    addTask,
    setFaults,
    setStarts,
    place,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A server that has begun to listen and brings what `answer` gives to the client. */
async function listen(
  options: EmulatorOptions,
  host: string,
  answer: (call: Call) => Handled,
): Promise<Server> {
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    // The Date header comes from the emulator's own clock.
    response.sendDate = false;
    let call: Call;
    try {
      call = await readCall(request);
    } catch {
      request.socket.destroy();
      return;
    }
    const { reply, how, delayMs, redirectTo, date } = answer(call);
    deliver(dated(reply, date), how, { request, response }, { delayMs, redirectTo });
  };
  const server = options.tls ? createHttps(options.tls, listener) : createHttp(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  return server;
}

function dated(reply: Reply, date: number): Reply {
  return { ...reply, headers: { ...reply.headers, date: new Date(date).toUTCString() } };
}
