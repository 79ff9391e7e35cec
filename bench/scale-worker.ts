/** Waits for as many Volcengine tasks as its argument says, twenty rounds, on a clock that only counts. */
import { setImmediate } from 'node:timers/promises';
import { type Clock, systemClock } from '../src/model/clock.ts';
import type { HttpResponse } from '../src/model/world.ts';
import { watch } from '../src/polling/watch.ts';
import { loadProvider } from '../src/providers/index.ts';
import { createLog } from '../src/render/log.ts';
import { createSecrets } from '../src/secrets/secrets.ts';
import { connect } from '../src/wait/connect.ts';
import type { Usage } from './scale.ts';

const ROUNDS = 20;
const count = Number(process.argv[2]);
const ids = Array.from({ length: count }, (_, index) => `t-${index}`);
const provider = 'volcengine-ecs-task';
let now = Date.parse('2026-01-01T00:00:00Z');
let requests = 0;
const clock: Clock = {
  now: () => now,
  // Timers that are cancelled in time never fire here; only the pause between two rounds moves the clock.
  sleep: (ms, signal) =>
    signal && !isPause(ms)
      ? new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      : systemClock.sleep(0).then(() => {
          now += ms;
        }),
};
const isPause = (ms: number) => ms < 30_000 && ms !== 0;

/** Every task is half done, in the vendor's own form: texts alone, so that the cloud is not what is measured. */
function answer({ search }: URL): HttpResponse {
  requests += 1;
  const asked = search.split('&').filter((part) => part.startsWith('TaskIds.'));
  const tasks = asked.map((part) => entryOf(part.slice(part.indexOf('=') + 1)));
  const metadata = `{"RequestId":"bench-${requests}","Action":"DescribeTasks","Version":"2020-04-01"}`;
  const body = `{"ResponseMetadata":${metadata},"Result":{"NextToken":"","Tasks":[${tasks.join(',')}]}}`;
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function entryOf(id: string): string {
  const times =
    '"CreatedAt":"2026-01-01T08:00:00+08:00","UpdatedAt":"2026-01-01T08:01:00+08:00","EndAt":""';
  return `{"Id":"${id}",${times},"ResourceId":"image-${id}","Type":"CopyImage","Process":50,"Status":"Running"}`;
}

const world = {
  clock,
  random: () => 0.5,
  nonce: () => 'bench',
  // As from a socket, each answer comes in a turn of the event loop of its own.
  http: async ({ url }: { url: URL }) => {
    await setImmediate();
    return answer(url);
  },
  env: {},
};
const credentials = { accessKeyId: 'bench-key', accessKeySecret: 'bench-secret' };
const definition = await loadProvider(provider);
const { provider: connected } = connect(
  {
    definition,
    given: {},
    region: 'cn-beijing',
    network: 'public',
    endpoint: 'https://open.volcengineapi.com',
  },
  { kind: 'keys', credentials },
  world,
  { idTokenOf: async () => '', wantsDigest: false },
  createSecrets(),
);
const { idsPerRequest, typicalMs } = definition;
const log = createLog({ line: () => undefined, warning: () => undefined });
const signal = new AbortController().signal;
const start = process.cpuUsage();
let rounds = 0;
let counted = 0;
for await (const snapshot of watch(
  connected,
  {
    ids,
    parents: [],
    idsPerRequest,
    typicalMs,
    timeoutMs: 3_600_000,
    pollIntervalMs: 20_000,
    failFast: true,
    acceptPartial: false,
    mode: 'wait',
  },
  world,
  signal,
)) {
  log(snapshot);
  if (requests > counted) rounds += 1;
  counted = requests;
  if (rounds >= ROUNDS) break;
}
const { user, system } = process.cpuUsage(start);
const usage: Usage = {
  rounds,
  requests,
  cpuMs: (user + system) / 1_000,
  peakMiB: process.resourceUsage().maxRSS / 1_024,
};
console.log(JSON.stringify(usage));
