import { randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import type { Envelope, Operation, Wrapped } from './operation.ts';
import { tokenFor } from './paging.ts';

/** What an answer was for. */
export interface Asked {
  operation: Operation;
  call: Call;
}

/** Faults of the body: a finished answer in, another one out. */
export type Edit = (reply: Wrapped, envelope: Envelope, asked: Asked) => Wrapped;

const html = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;

/** A page that a proxy in between answers with; it knows nothing of request ids. */
export function proxyPage(status: number, title: string): Edit {
  return () => ({ status, headers: { 'content-type': 'text/html' }, body: html(title) });
}

/** The same answer with another body under the same content type. */
export function withBody(status: number, body: (before: string) => string): Edit {
  return (reply) => ({ ...reply, status, body: body(reply.body) });
}

export const asPlainText: Edit = (reply) => ({
  ...reply,
  headers: { ...reply.headers, 'content-type': 'text/plain' },
});

/** Alibaba answers in XML where it takes the client for one that asked for it (alibaba-cloud-sdk-go `sdk/errors`). */
export const asXml: Edit = (reply) => ({
  ...reply,
  status: 503,
  headers: { ...reply.headers, 'content-type': 'text/xml;charset=utf-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>${randomUUID().toUpperCase()}</RequestId><HostId>emulator</HostId><Code>ServiceUnavailable</Code><Message>The request has failed due to a temporary failure of the server.</Message></Error>`,
});

/**
 * Says that there is another page, and the token leads to the first one again. Where an API has no
 * pages the field is there all the same, which a client must not mind. Where pages are numbered, they
 * come to no end, and with the same token each time every one calls itself the first.
 */
export function nextToken(isNewEachTime: boolean): Edit {
  return (reply, envelope) => {
    const token = tokenFor(0, isNewEachTime ? randomUUID() : 'repeated');
    let body: unknown;
    try {
      body = JSON.parse(reply.body);
    } catch {
      return reply;
    }
    if (typeof body !== 'object' || body === null) return reply;
    const holder =
      envelope === 'volcengine' && 'Result' in body && typeof body.Result === 'object'
        ? { ...body, Result: { ...body.Result, NextToken: token } }
        : { ...body, ...numbers(body, isNewEachTime), NextToken: token };
    return { ...reply, body: JSON.stringify(holder) };
  };
}

function numbers(body: object, isNewEachTime: boolean): object {
  if (!('PageNumber' in body)) return {};
  return { TotalCount: 1_000_000, ...(!isNewEachTime && { PageNumber: 1 }) };
}

/** Valid JSON and the right answer, over 4 MiB long. */
export const oversized: Edit = (reply) => {
  const padding = 'x'.repeat(5 * 1024 * 1024);
  return {
    ...reply,
    body: reply.body.startsWith('{')
      ? `{"Padding":"${padding}",${reply.body.slice(1)}`
      : reply.body + padding,
  };
};
