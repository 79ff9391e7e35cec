/** The faults of types: fields that only inform, and envelopes that do not fit their schema. */
import { type Fault, fault } from './fault.ts';
import { withBody } from './fault-edits.ts';
import { sick } from './fault-envelopes.ts';
import { informing, inside } from './fault-fields.ts';

type Harmless = Fault & { isHarmless: true };

const harmless = (what: string, spoil: (before: unknown) => unknown): Harmless => ({
  ...fault('answer', what, { edit: informing(spoil) }),
  isHarmless: true,
});

const field = (what: string, value: unknown) =>
  harmless(`every field that only informs is ${what}`, () => value);

/** What informs may be anything at all, and the wait does not mind. */
export const fieldFaults = {
  'fields-null': field('null', null),
  'fields-absent': field('left out', undefined),
  'fields-number': field('a number', 7),
  'fields-text': field('a text', 'emulated'),
  'fields-object': field('an object', { emulated: true }),
  'fields-list': field('a list', ['emulated']),
  'fields-inside-null': harmless('what stands inside of such fields is null', inside(null)),
  'fields-inside-list': harmless('what stands inside of such fields is a list', inside([7])),
} satisfies Record<string, Fault>;

const failure = { Code: 'InternalError', Message: 'An internal error has occurred.' };

/** A success in an envelope that cannot be read as one: it is an error, and passes. */
export const envelopeFaults = {
  'envelope-success-text': fault(
    'transient',
    'success, with IsSuccess or Error as the text false',
    {
      edit: sick({ alibaba: { IsSuccess: 'false' }, error: 'false' }),
    },
  ),
  'envelope-success-null': fault(
    'transient',
    'success, with IsSuccess null or ResponseMetadata a list',
    { edit: sick({ alibaba: { IsSuccess: null }, metadata: [] }) },
  ),
  'envelope-code-list': fault('transient', 'success, with a code that is a list', {
    edit: sick({
      alibaba: { Code: [failure.Code] },
      ack: { code: [failure.Code] },
      error: { ...failure, Code: [failure.Code] },
    }),
  }),
  'envelope-code-object': fault('transient', 'success, with an object as code or a list as Error', {
    edit: sick({ alibaba: { Code: {} }, ack: { code: {} }, error: [failure] }),
  }),
  'envelope-message-number': fault(
    'transient',
    'success, with an error whose message is a number',
    {
      edit: sick({
        alibaba: { ...failure, Message: 7 },
        ack: { code: failure.Code, message: 7 },
        error: { ...failure, Message: 7 },
      }),
    },
  ),
  'envelope-message-object': fault(
    'transient',
    'success, with an error whose message is an object',
    {
      edit: sick({
        alibaba: { ...failure, Message: { en: failure.Message } },
        ack: { code: failure.Code, message: { en: failure.Message } },
        error: { ...failure, Message: { en: failure.Message } },
      }),
    },
  ),
  'envelope-request-id-number': fault(
    'transient',
    'success, with an error whose request id is a number',
    {
      edit: sick({
        alibaba: { ...failure, RequestId: 7 },
        ack: { code: failure.Code, message: failure.Message, requestId: 7 },
        error: { ...failure, RequestId: 7 },
      }),
    },
  ),
  'envelope-detail-text': fault(
    'transient',
    'success, with AccessDeniedDetail or Error as a text',
    {
      edit: sick({ alibaba: { AccessDeniedDetail: 'none' }, error: '' }),
    },
  ),
  'status-206': fault('transient', 'the right body with HTTP 206', {
    edit: withBody(206, (body) => body),
  }),
} satisfies Record<string, Fault>;
