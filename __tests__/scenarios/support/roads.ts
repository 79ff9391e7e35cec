import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Emulator } from '../../../emulator/index.ts';
import type { Clock } from '../../../src/model/clock.ts';
import type { Environment } from './action.ts';
import { deafHost, muteHost, NO_SUCH_NAME, REFUSING, type SilentHost } from './silent-hosts.ts';

/** Where a wait sends its requests, and what they meet there. */
export interface Way extends AsyncDisposable {
  endpoint: string;
  env?: Environment;
}

/** Opens a way to an emulator. Where it `passes`, it is free after a while of the wait's time. */
export type Road = (
  emulator: Pick<Emulator, 'url'>,
  span: 'passes' | 'stays',
  clock: Clock,
) => Promise<Way>;

/** What a connection may come to before a single byte of an answer, by what happens. */
export const roads: readonly {
  name: string;
  description: string;
  open: Road;
  /** True where the host can be had after all. */
  passes: boolean;
  /** What a wait comes to where it stays: what waiting does not mend is an error after a minute. */
  ends: 'error' | 'timed-out';
}[] = [
  {
    name: 'unresolved',
    description: 'the resolver knows no such name',
    open: () => still(`https://${NO_SUCH_NAME}`),
    passes: false,
    ends: 'error',
  },
  {
    name: 'refused',
    description: 'nobody listens there',
    open: (emulator, span, clock) =>
      span === 'stays' ? still(`https://${REFUSING}`) : lateHost(emulator, clock),
    passes: true,
    ends: 'error',
  },
  {
    name: 'dropped SYN',
    description: 'a firewall drops what is sent',
    open: () => behind(deafHost()),
    passes: false,
    ends: 'timed-out',
  },
  {
    name: 'silent TLS',
    description: 'the connection stands, and TLS never comes about',
    open: () => behind(muteHost()),
    passes: false,
    ends: 'timed-out',
  },
  {
    name: 'silent host',
    description: 'the connection stands, and nothing is ever answered',
    open: (emulator, span) => gate(emulator, span, () => undefined),
    passes: true,
    ends: 'timed-out',
  },
  {
    name: 'reset at once',
    description: 'each connection is taken and reset',
    open: (emulator, span) => gate(emulator, span, (socket) => socket.resetAndDestroy()),
    passes: true,
    ends: 'timed-out',
  },
  {
    name: 'no TLS',
    description: 'what listens there does not speak TLS',
    open: ({ url }) => still(url.replace('http:', 'https:')),
    passes: false,
    ends: 'error',
  },
  {
    name: 'silent proxy',
    description: 'the proxy takes CONNECT and stays silent',
    open: () => proxied(muteHost()),
    passes: false,
    ends: 'timed-out',
  },
  {
    name: 'dead proxy',
    description: 'nobody listens where the proxy should be',
    open: () => still('https://cloud.example', proxy(REFUSING)),
    passes: false,
    ends: 'error',
  },
];

const proxy = (host: string): Environment => ({ HTTPS_PROXY: `http://${host}` });

/** Nothing has to be opened for it, nor closed. */
async function still(endpoint: string, env: Environment = {}): Promise<Way> {
  return { endpoint, env, [Symbol.asyncDispose]: async () => undefined };
}

async function behind(opening: Promise<SilentHost>): Promise<Way> {
  const host = await opening;
  return {
    endpoint: `https://${host.host}`,
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}

async function proxied(opening: Promise<SilentHost>): Promise<Way> {
  const host = await opening;
  const end = () => host[Symbol.asyncDispose]();
  // The name is the proxy's to resolve.
  return { endpoint: 'https://cloud.example', env: proxy(host.host), [Symbol.asyncDispose]: end };
}

/** Connections that meet the trouble where it passes: more than one round has tries. */
const MET = 4;

/** In front of the emulator; does to a connection what `harm` does: to the first ones, or to all. */
async function gate(
  { url }: Pick<Emulator, 'url'>,
  span: 'passes' | 'stays',
  harm: (socket: Socket) => void,
): Promise<Way> {
  let met = 0;
  const { server, end } = forwarder(url, (socket) => {
    met += 1;
    const isHarmed = span === 'stays' || met <= MET;
    if (isHarmed) harm(socket);
    return isHarmed;
  });
  await listen(server, 0);
  return { endpoint: `http://127.0.0.1:${portOf(server)}`, [Symbol.asyncDispose]: end };
}

/** Virtual. Longer than the tries of one round. */
const LATE_MS = 15_000;

/** A host that comes up beside the job. */
async function lateHost({ url }: Pick<Emulator, 'url'>, clock: Clock): Promise<Way> {
  const { server, end } = forwarder(url, () => false);
  // A port that is free now, and nobody else's within a second.
  await listen(server, 0);
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  const coming = new AbortController();
  clock.sleep(LATE_MS, coming.signal).then(
    () => listen(server, port),
    () => undefined,
  );
  return {
    endpoint: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => {
      coming.abort();
      return end();
    },
  };
}

function forwarder(url: string, isTaken: (socket: Socket) => boolean) {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on('error', () => socket.destroy()));
    if (isTaken(socket)) return;
    const target = connect(Number(new URL(url).port), '127.0.0.1');
    open.add(target.on('error', () => target.destroy()));
    socket.pipe(target).pipe(socket);
  });
  const end = async () => {
    for (const socket of open) socket.destroy();
    server.close();
  };
  return { server, end };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
