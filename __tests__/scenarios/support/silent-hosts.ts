import { spawn } from 'node:child_process';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A host on a loopback port that keeps a connection from coming about. */
export interface SilentHost extends AsyncDisposable {
  /** `127.0.0.1:port` */
  host: string;
  /** Resolves once a client has sent it something; of a deaf host, never. */
  reached: Promise<void>;
}

/** A name that no resolver has, and that is refused before one is asked: a label has 63 letters at most (RFC 1035). */
export const NO_SUCH_NAME = `${'a'.repeat(64)}.invalid`;

/** Where nobody listens: port 1 is for root, and no service has it. */
export const REFUSING = '127.0.0.1:1';

/** Takes connections and what is sent, and says nothing: TLS never comes about, nor a proxy's tunnel. */
export async function muteHost(): Promise<SilentHost> {
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('data', () => resolve()).on('error', () => socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    reached,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

/** Listens with the shortest queue there is and takes nothing from it, for its event loop stands still. */
const DEAF = `const server = require('node:net').createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  const stop = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  process.stdout.write(String(server.address().port), stop);
});`;

/** More than its queue holds, whatever a system adds to it. */
const MOST_QUEUED = 16;

/** On loopback a connection stands within a millisecond. */
const DROPPED_AFTER_MS = 300;

/** Answers no SYN: its queue of connections is full, so that the system drops what comes, as a firewall does. */
export async function deafHost(): Promise<SilentHost> {
  const child = spawn(process.execPath, ['-e', DEAF], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((done) =>
    child.stdout.once('data', (text) => done(+text)),
  );
  const queued: Socket[] = [];
  for (let isTaken = true; isTaken; ) {
    if (queued.length > MOST_QUEUED) throw new Error('the system drops no connection here');
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    queued.push(socket);
    isTaken = await new Promise<boolean>((done) => {
      const timer = setTimeout(done, DROPPED_AFTER_MS, false);
      socket.once('connect', () => {
        clearTimeout(timer);
        done(true);
      });
    });
  }
  return {
    host: `127.0.0.1:${port}`,
    reached: new Promise(() => undefined),
    async [Symbol.asyncDispose]() {
      for (const socket of queued) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}
