import type { Kind } from '../../emulator/index.ts';
import { serviceOf } from '../../emulator/kinds.ts';
import { CONTRACT } from '../support/contract.ts';
import {
  type Received,
  type Sending,
  type Signing,
  send,
  signAlibaba,
  signVolcengine,
} from './client.ts';

const versions = { eci: '2018-08-08', cr: '2018-12-01', ecs: '2014-05-26', cs: '2015-12-15' };
const region = { RegionId: 'cn-hangzhou' };

type Rest = Partial<Signing>;

/** One signed call per operation, with the parameters that have to be there filled in. */
export function alibaba(
  url: string,
  product: keyof typeof versions,
  action: string,
  query: Record<string, string>,
  rest: Rest = {},
): Promise<Received> {
  const isRegional = product === 'eci' || product === 'ecs';
  const full = isRegional ? { ...region, ...query } : query;
  return send(url, signAlibaba(url, { action, version: versions[product], query: full, ...rest }));
}

export function ack(url: string, id: string, rest: Rest = {}): Promise<Received> {
  const path = `/tasks/${encodeURIComponent(id)}`;
  return alibaba(url, 'cs', 'DescribeTaskInfo', {}, { path, ...rest });
}

export function volcengine(
  url: string,
  query: Record<string, string>,
  rest: Rest = {},
): Promise<Received> {
  return send(
    url,
    signVolcengine(url, { action: 'DescribeTasks', version: '2020-04-01', query, ...rest }),
  );
}

/** Asks for one task by its kind's own polling call; not sent yet. */
export function pollOf(kind: Kind, url: string, id: string, rest: Rest = {}): Sending {
  const { permission, poll } = CONTRACT[kind];
  const [product = '', action = ''] = permission.split(':');
  const operation = serviceOf(kind).operations.find((each) => each.action === action);
  const signing = { action, version: operation?.version ?? '', ...poll([id]), ...rest };
  return operation?.cloud === 'volcengine'
    ? signVolcengine(url, { service: product, ...signing })
    : signAlibaba(url, signing);
}

/** The entries of an answer, whatever the kind calls them, and each one's id and status. */
export function entriesOf(
  kind: Kind,
  body: Record<string, unknown>,
): { id: string; status: string }[] {
  const [list, id, status] = CONTRACT[kind].entries;
  const found = list.split('.').reduce<unknown>((value, name) => {
    return name === '' ? value : (value as Record<string, unknown> | undefined)?.[name];
  }, body);
  const entries = (Array.isArray(found) ? found : [found]) as Record<string, unknown>[];
  return entries
    .filter((entry) => entry?.[id] !== undefined)
    .map((entry) => ({ id: String(entry[id]), status: String(entry[status]) }));
}
