import {
  type Category,
  type FaultName,
  type FaultRule,
  faults,
  type Kind,
  kinds,
  type TaskScript,
} from '../../../emulator/index.ts';
import { CONTRACT, PARENT_KINDS } from '../../support/contract.ts';
import type { Inputs } from './action.ts';
import { facts } from './cloud.ts';
import { type Road, roads } from './roads.ts';
import { oneKindOfEachCloud } from './roles.ts';

/** What belongs together in the document, and is promised together. */
export type Group = Category | 'fields' | 'envelopes' | 'parents' | 'connection';

/** Whether the fault goes, while the task goes on to succeed, or stays. */
export type Span = 'passes' | 'stays';

/** One line of a table: what is wrong, and how the wait meets it. */
export interface Row {
  group: Group;
  name: string;
  description: string;
  /** Those to which it makes a difference, or one of each cloud where it makes none. */
  kinds: readonly Kind[];
  spans: readonly Span[];
  access: 'keys' | 'role';
  /** A fault of the emulator's, and the requests that are hit where it passes. */
  fault?: FaultName;
  passing: Pick<FaultRule, 'from' | 'count'>;
  /** Asked for by its parent. */
  isByParent?: boolean;
  /** Tasks besides the one that is waited for. */
  others?: (kind: Kind) => TaskScript[];
  /** What is in the way to the emulator. */
  road?: Road;
  /** What the wait comes to where it is another than its group's. */
  ends?: 'error' | 'timed-out';
}

/** More requests than one round has tries, so that the loop itself meets the fault and not only the client below it. */
const SOME = { from: 2, count: 4 };

/** Two answers, since a task that three in a row leave out has vanished by the contract. */
const MISSED = { from: 2, count: 2 };

/** From the first request on: a task that has never been listed. */
const UNLISTED = { from: 1, count: 4 };

/** Every request: what harms nothing need not pass, and the end itself is to be seen under it. */
const ALL = { from: 1 };

const PASSING: Partial<Record<FaultName, Row['passing']>> = {
  vanished: MISSED,
  'another-tasks-entry': MISSED,
  'never-there': UNLISTED,
};

const BOTH: readonly Span[] = ['passes', 'stays'];

function groupOf(fault: FaultName): Group {
  if (fault.startsWith('fields-')) return 'fields';
  if (/^(envelope-|status-206$)/.test(fault)) return 'envelopes';
  return faults[fault].category;
}

/** Every fault that the emulator knows; what concerns credentials also with a role, which can renew them. */
const ofFaults = (Object.keys(faults) as FaultName[]).flatMap((fault): Row[] => {
  const row: Row = {
    group: groupOf(fault),
    name: `\`${fault}\``,
    description: faults[fault].description,
    kinds,
    spans: BOTH,
    access: 'keys',
    fault,
    passing: 'isHarmless' in faults[fault] ? ALL : (PASSING[fault] ?? SOME),
  };
  if (faults[fault].category !== 'credential') return [row];
  const name = `${row.name} with \`role-to-assume\``;
  return [row, { ...row, name, access: 'role', passing: { from: 2, count: 1 } }];
});

/** Faults that a look-up by parent meets in its own way, with the number of requests that they hit where they pass. */
const PARENT_FAULTS: readonly [fault: string, count: number][] = [
  ['repeated-next-token', 3],
  ['endless-pages', 3],
  ['never-there', 4],
  ['entries-disagree', 4],
  ['entries-contradict', 4],
  ['newer-strangers', 4],
  ['same-second', 4],
  ['fields-null', 4],
];

const byParent: Omit<Row, 'name' | 'description'> = {
  group: 'parents',
  kinds: PARENT_KINDS,
  spans: BOTH,
  access: 'keys',
  passing: SOME,
  isByParent: true,
};

const isFault = (name: string): name is FaultName => Object.hasOwn(faults, name);

const ofParents: readonly Row[] = [
  ...PARENT_FAULTS.flatMap(([fault, count]): Row[] => {
    if (!isFault(fault)) return [];
    const { description } = faults[fault];
    const passing = { from: 1, count };
    return [{ ...byParent, name: `\`${fault}\` by parent`, description, fault, passing }];
  }),
  {
    ...byParent,
    name: 'an older success',
    description: 'the parent has a task of yesterday that has succeeded',
    others: (kind) => [
      {
        kind,
        id: 'yesterday',
        parent: 'parent-1',
        createdAt: '2026-01-01T00:00:00Z',
        steps: [{ at: 0, status: facts[kind].success }],
      },
    ],
  },
  {
    ...byParent,
    name: "another parent's success",
    description: 'a newer task of another parent has succeeded',
    others: (kind) => [
      {
        kind,
        id: 'stranger',
        parent: 'parent-2',
        createdAt: '2099-01-01T00:00:00Z',
        steps: [{ at: 0, status: facts[kind].success }],
      },
    ],
  },
];

/** What stands between the wait and the cloud is the same for all kinds of a cloud. */
const ofConnections: readonly Row[] = roads.map(({ name, description, open, passes, ends }) => ({
  group: 'connection',
  name,
  description,
  kinds: oneKindOfEachCloud,
  spans: passes ? BOTH : ['stays'],
  access: 'keys',
  passing: SOME,
  road: open,
  ends,
}));

export const rows: readonly Row[] = [...ofFaults, ...ofParents, ...ofConnections];

/** Inputs by which the wait finds its task. */
export function taskInputs(row: Row, kind: Kind): Inputs {
  const parent = row.isByParent && CONTRACT[kind].parent?.input;
  return parent ? { 'task-id': '', [parent]: 'parent-1' } : { 'task-id': 't-1' };
}
