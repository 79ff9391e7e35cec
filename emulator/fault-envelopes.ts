import type { Edit } from './fault-edits.ts';
import type { Envelope } from './operation.ts';

type Fields = Record<string, unknown>;

/** What is put into the envelope of each cloud; Volcengine's stands beside `ResponseMetadata`, or is its `Error`. */
interface Sickness {
  alibaba: Fields;
  /** The fields of ACK, where they have other names. */
  ack?: Fields;
  /** `Error` in the `ResponseMetadata`. */
  error?: unknown;
  /** In place of the whole `ResponseMetadata`. */
  metadata?: unknown;
}

/** The right body, success and all, in an envelope that says or half says that something is wrong. */
export function sick(sickness: Sickness): Edit {
  return (reply, envelope) => {
    if (envelope === 'plain' || reply.status !== 200) return reply;
    const body: Fields = JSON.parse(reply.body);
    return { ...reply, body: JSON.stringify({ ...body, ...fieldsFor(envelope, body, sickness) }) };
  };
}

function fieldsFor(envelope: Envelope, body: Fields, sickness: Sickness): Fields {
  const { alibaba, ack = alibaba, error, metadata } = sickness;
  switch (envelope) {
    case 'alibaba':
      return alibaba;
    case 'ack':
      return ack;
    case 'volcengine':
      return {
        ResponseMetadata: metadata ?? { ...(body.ResponseMetadata as Fields), Error: error },
      };
    case 'plain':
      return {};
  }
}
