import { expect } from '@jest/globals';
import type { FaultName, Kind } from '../../emulator/index.ts';
import { serviceOf } from '../../emulator/kinds.ts';
import { CONTRACT, isRoa } from '../support/contract.ts';
import { entriesOf } from './calls.ts';
import type { Received } from './client.ts';

type Check = (kind: Kind) => Promise<void>;
type ShapeFault = Extract<FaultName, `fields-${string}` | `envelope-${string}` | 'status-206'>;

/** The checks of the faults of types, by a `poll` that asks for the task `mine`, which runs. */
export function shapeChecks(poll: (kind: Kind) => Promise<Received>): Record<ShapeFault, Check> {
  const { entries, informsBy, informsInside, envelopeHas } = checking(poll);
  return {
    'fields-null': informsBy(null),
    'fields-absent': informsBy(undefined),
    'fields-number': informsBy(7),
    'fields-text': informsBy('emulated'),
    'fields-object': informsBy({ emulated: true }),
    'fields-list': informsBy(['emulated']),
    'fields-inside-null': informsInside(null),
    'fields-inside-list': informsInside([7]),
    'envelope-success-text': envelopeHas({ IsSuccess: 'false' }, { Error: 'false' }),
    'envelope-success-null': async (kind) => {
      const { body } = await poll(kind);
      if (isVolcengine(kind)) expect(body.ResponseMetadata).toEqual([]);
      else expect(body.IsSuccess).toBeNull();
    },
    'envelope-code-list': envelopeHas(
      { Code: ['InternalError'] },
      { Error: { Code: ['InternalError'] } },
      { code: ['InternalError'] },
    ),
    'envelope-code-object': envelopeHas(
      { Code: {} },
      { Error: [{ Code: 'InternalError' }] },
      { code: {} },
    ),
    'envelope-message-number': envelopeHas(
      { Code: 'InternalError', Message: 7 },
      { Error: { Code: 'InternalError', Message: 7 } },
      { code: 'InternalError', message: 7 },
    ),
    'envelope-message-object': envelopeHas(
      { Code: 'InternalError', Message: { en: expect.any(String) } },
      { Error: { Code: 'InternalError', Message: { en: expect.any(String) } } },
      { code: 'InternalError', message: { en: expect.any(String) } },
    ),
    'envelope-request-id-number': envelopeHas(
      { Code: 'InternalError', RequestId: 7 },
      { Error: { Code: 'InternalError', RequestId: 7 } },
      { code: 'InternalError', requestId: 7 },
    ),
    'envelope-detail-text': envelopeHas({ AccessDeniedDetail: 'none' }, { Error: '' }),
    'status-206': async (kind) => {
      expect((await poll(kind)).status).toBe(206);
      expect(await entries(kind)).toHaveLength(1);
    },
  };
}

const isVolcengine = (kind: Kind) => kind.startsWith('volcengine');

/** Everything plain that stands in a list or an object, however deep. */
const leaves = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null && JSON.stringify(value) !== '[7]'
    ? Object.values(value).flatMap(leaves)
    : [value];

function checking(poll: (kind: Kind) => Promise<Received>) {
  const entries = async (kind: Kind) => entriesOf(kind, (await poll(kind)).body);
  /** Entries with every field but those that decide, which have no place in a test of their own but this list. */
  const informing = async (kind: Kind) => {
    const [list, id, status] = CONTRACT[kind].entries;
    const others = CONTRACT[kind].deciding ?? [];
    const deciding = [id, status, 'Code', 'IsSuccess', ...others];
    const { body } = await poll(kind);
    const at = (value: unknown, name: string) => (value as Record<string, unknown>)[name];
    const found = list === '' ? body : list.split('.').reduce<unknown>(at, body);
    return [found].flat().map((entry) => {
      const fields = Object.entries(entry as Record<string, unknown>);
      return fields.filter(([name]) => !deciding.includes(name)).map(([, value]) => value);
    });
  };

  const informsBy =
    (value: unknown): Check =>
    async (kind) => {
      expect(await entries(kind)).toEqual([{ id: 'mine', status: serviceOf(kind).words.running }]);
      const values = (await informing(kind)).flat();
      if (value === undefined) expect(values).toEqual([]);
      else expect(values.length).toBeGreaterThan(4);
      for (const each of values) expect(each).toEqual(value);
    };

  const informsInside =
    (value: unknown): Check =>
    async (kind) => {
      const values = (await informing(kind)).flat();
      const nested = values.filter((each) => typeof each === 'object' && each !== null);
      if (!CONTRACT[kind].isFlat) expect(nested.flatMap(leaves).length).toBeGreaterThan(3);
      for (const each of nested.flatMap(leaves)) expect(each).toEqual(value);
      expect(values.some((each) => typeof each === 'string')).toBe(true);
    };

  /** The right entry, in an envelope that holds this. */
  const envelopeHas =
    (ofAlibaba: object, ofVolcengine: object, ofAck = ofAlibaba): Check =>
    async (kind) => {
      const { status, body } = await poll(kind);
      expect(status).toBe(200);
      expect(entriesOf(kind, body)).toEqual([
        { id: 'mine', status: serviceOf(kind).words.running },
      ]);
      expect(body).toMatchObject(
        isVolcengine(kind) ? { ResponseMetadata: ofVolcengine } : isRoa(kind) ? ofAck : ofAlibaba,
      );
    };
  return { entries, informsBy, informsInside, envelopeHas };
}
