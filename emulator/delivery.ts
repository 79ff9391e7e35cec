import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery } from './fault.ts';
import type { Reply } from './types.ts';

/** Brings an answer to the client, or harms it on the way. `redirectTo` is where 302 points. */
export function deliver(
  reply: Reply,
  how: Delivery,
  exchange: { request: IncomingMessage; response: ServerResponse },
  { delayMs, redirectTo }: { delayMs: number; redirectTo: string },
): void {
  const { request, response } = exchange;
  const body = Buffer.from(reply.body);
  const fullLength = { ...reply.headers, 'content-length': String(body.length) };
  switch (how) {
    case 'normal':
      response.writeHead(reply.status, fullLength).end(body);
      return;
    case 'hang':
      return;
    case 'reset':
      reset(request);
      return;
    case 'reset-inside':
      response.writeHead(reply.status, fullLength);
      // Only once the first half has left, so that the client has begun to read.
      response.write(body.subarray(0, Math.floor(body.length / 2)), () =>
        setTimeout(() => reset(request), 20),
      );
      return;
    case 'drip':
      response.writeHead(reply.status, fullLength);
      response.flushHeaders();
      drip(response, body, delayMs);
      return;
    case 'stream':
      // Without a length, so that only counting finds out how much there is.
      response.writeHead(reply.status, reply.headers);
      stream(response, body);
      return;
    case 'redirect':
      response.writeHead(302, { location: redirectTo, 'content-length': '0' }).end();
      return;
  }
}

function reset({ socket }: IncomingMessage): void {
  // Inside TLS there is no reset to send; the connection just ends.
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}

function drip(response: ServerResponse, body: Buffer, delayMs: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + 1));
    sent += 1;
    if (sent >= body.length) {
      clearInterval(timer);
      response.end();
    }
  }, delayMs);
  response.on('close', () => clearInterval(timer));
}

function stream(response: ServerResponse, body: Buffer): void {
  let sent = 0;
  const size = 64 * 1024;
  const more = () => {
    while (sent < body.length && !response.destroyed) {
      const isRoom = response.write(body.subarray(sent, sent + size));
      sent += size;
      if (!isRoom) {
        response.once('drain', more);
        return;
      }
    }
    if (!response.destroyed) response.end();
  };
  more();
}
