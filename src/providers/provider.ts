import type { Call, CloudName, Product } from '../clouds/cloud.ts';
import type { CloudError } from '../model/errors.ts';
import type { Observation, Task, TaskState } from '../model/task.ts';
import { upperAscii } from '../model/words.ts';
import type { KindInput } from './kind-inputs.ts';

/** What a provider knows of the user's inputs. */
export interface ProviderOptions {
  region: string;
  network: 'public' | 'vpc';
  /** What was given in the kind's own inputs, by their names; a required one is always there. */
  given: Readonly<Record<string, string>>;
  /** True where the runner has a use for the digest of an image. */
  wantsDigest?: boolean;
}

/** What a result look-up gives: what it found, and what the user should know where it found less than hoped. */
export interface Result {
  image?: string;
  /** Of the image: `sha256:` and 64 hexadecimal digits. */
  digest?: string;
  warning?: string;
  /** What kept the rest away, where that passes: asked again, it may be there. */
  trouble?: Pick<CloudError, 'kind' | 'retryAfterMs'>;
}

/** What a look-up adds to a task that failed. */
export type FailureReason = Pick<Partial<Task>, 'message' | 'errorCode' | 'progress'>;

/** What the cloud itself says of why a task failed, for people to read. */
export interface FailureLog {
  /** What the lines are. */
  title: string;
  /** In the order of time; the last ones matter most. */
  lines: readonly string[];
  /** What the user should know of lines that are not there. */
  note?: string;
}

/** What a look-up by parent gives of one parent. */
export interface Found {
  /** Those of its tasks that are to be waited for. */
  tasks: Observation[];
  /** Where there is none: why, in a sentence for the user, if the answer tells. */
  whyNone?: string;
}

/**
 * One kind of task, connected to its cloud. Never sleeps, retries or logs; a failed task is an answer, not an error.
 * All methods reject with a CloudError. Nothing is remembered from one call to the next: what a later one needs of an answer
 * travels with the task, as its `carry`.
 */
export interface Provider {
  /** Asks for one batch of ids; ids that the answer does not mention are missing from the result. */
  ask(ids: readonly string[], signal: AbortSignal): Promise<Observation[]>;
  /** The tasks of each parent; a parent of which there is nothing to say is missing from the result. */
  find?(parents: readonly string[], signal: AbortSignal): Promise<Map<string, Found>>;
  /** Earlier tasks of the same pipeline or resource, which tell how long one takes; one request. */
  earlierTasks?(task: Task, signal: AbortSignal): Promise<Observation[]>;
  /** Asks the cloud to cancel a task. Resolves when the cloud has taken the request. */
  cancel?(id: string, signal: AbortSignal): Promise<void>;
  /** Why a task failed, where the answer that says so does not: its message and code. */
  failureReason?(task: Task, signal: AbortSignal): Promise<FailureReason>;
  /** What a deploy needs of a task that succeeded and its own answer does not hold. */
  describeResult?(task: Task, signal: AbortSignal): Promise<Result>;
  /** Why a task that was asked for did not succeed, beyond its message. */
  failureLog?(task: Task, signal: AbortSignal): Promise<FailureLog>;
}

/** Everything about a kind of task that is known before a request is sent. */
export interface ProviderDefinition<Name extends string = string> {
  /** Value of the input `provider`: cloud, product and kind. */
  name: Name;
  cloud: CloudName;
  product: Product;
  /** What is waited for, in the vendor's words, and in those of its Chinese pages. */
  title: string;
  titleInChinese: string;
  idsPerRequest: number;
  /** How long such a task takes, half of them longer: a guess, from a fifth to five times of which the schedule is good. */
  typicalMs: number;
  /** What the user needs to be allowed to do, by what for. */
  permissions: { wait: string; cancel?: string; result?: readonly string[] };
  /** The vendor's words in upper case. */
  states: Readonly<Record<string, TaskState>>;
  /** Inputs that not every kind has; those of other kinds are a warning. */
  inputs: readonly KindInput[];
  connect(options: ProviderOptions, call: Call): Provider;
}

/** True where the cloud has an API that cancels such tasks. */
export function canCancel({ permissions }: Pick<ProviderDefinition, 'permissions'>): boolean {
  return permissions.cancel !== undefined;
}

/** The state that a vendor's word stands for; words are compared without regard to case. */
export function stateOf(states: ProviderDefinition['states'], word: string): TaskState {
  const name = upperAscii(word);
  return Object.hasOwn(states, name) ? (states[name] ?? 'unknown') : 'unknown';
}

/** `TaskId.1=…&TaskId.2=…`: both clouds number lists from one. */
export function numbered(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${name}.${index + 1}`, value]));
}
