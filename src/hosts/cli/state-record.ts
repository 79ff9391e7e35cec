import * as z from 'zod/mini';
import { ids } from '../../inputs/fields.ts';
import { providerNames } from '../../providers/index.ts';
import { flags, isInput } from './flags.ts';

/** What a state file holds: everything that a later call needs, and no secret. */
export interface StateRecord {
  provider: string;
  /** Empty where tasks are asked for by what they belong to, until the first of them is known. */
  taskIds: readonly string[];
  /** The texts of inputs by their names, region and endpoints included, from wherever they came. */
  inputs: Readonly<Record<string, string>>;
  profile?: string;
  /** ISO 8601, as all times here. */
  startedAt: string;
  deadline: string;
  /** What it came to; absent while the wait goes on, or where it was killed. */
  end?: {
    state: string;
    status: string;
    message: string;
    endedAt: string;
    /** Those of which nothing more was to come. */
    settled: readonly string[];
  };
}

/** Of a form that this version does not know nothing is taken for granted. */
const FORM = { program: 'wait-for-cloud-task', version: 1 } as const;

/** Inputs that a later call needs: none of how long or how something is waited for, no kind and no ids. */
export const keptInputs: readonly string[] = flags
  .filter(({ verbs }) => verbs.includes('cancel'))
  .map(({ name }) => name)
  .filter((name) => isInput(name) && name !== 'provider' && name !== 'task-id');

/** Made when a file is read: a wait has no use for it. */
function stored() {
  const text = z.string().check(z.maxLength(10_000));
  const time = z.iso.datetime();
  const id = z.string().check(z.refine((given) => ids.safeParse(given).data?.length === 1));
  return z.strictObject({
    program: z.literal(FORM.program),
    version: z.literal(FORM.version),
    provider: z.enum(providerNames as unknown as [string, ...string[]]),
    taskIds: z.array(id),
    inputs: z.partialRecord(z.enum(keptInputs as [string, ...string[]]), text),
    profile: z.optional(text),
    startedAt: time,
    deadline: time,
    end: z.optional(
      z.strictObject({
        state: text,
        status: text,
        message: text,
        endedAt: time,
        settled: z.array(id),
      }),
    ),
  });
}

export function writeRecord(record: StateRecord): string {
  return `${JSON.stringify({ ...FORM, ...record }, undefined, 2)}\n`;
}

/** The record in such a text; undefined where it is none, to the last word. */
export function readRecord(text: string): StateRecord | undefined {
  try {
    const result = stored().safeParse(JSON.parse(text));
    if (!result.success) return undefined;
    const { program: _program, version: _version, ...record } = result.data;
    return record as StateRecord;
  } catch {
    return undefined;
  }
}
