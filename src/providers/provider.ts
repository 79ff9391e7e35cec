import type { Call, CloudName, Product } from '../clouds/cloud.ts';
import type { Observation, Task, TaskState } from '../model/task.ts';
import { upperAscii } from '../model/words.ts';

/** Inputs by which a provider finds task ids where none are given. */
export type ParentInput = 'container-group-id' | 'image-pipeline-id' | 'resource-id';

/** Inputs that only some providers have a use for. */
export type ProviderInput = ParentInput | 'instance-id' | 'task-type';

/** What a provider knows of the user's inputs. */
export interface ProviderOptions {
  region: string;
  network: 'public' | 'vpc';
  instanceId?: string;
  taskType?: string;
  /** True where the runner has a use for the digest of an image. */
  wantsDigest?: boolean;
}

/** What a result look-up gives: what it found, and what the user should know where it found less than hoped. */
export interface Result {
  image?: string;
  /** Of the image: `sha256:` and 64 hexadecimal digits. */
  digest?: string;
  warning?: string;
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

/**
 * One kind of task, connected to its cloud. Never sleeps, retries or logs; a failed task is an answer, not an error.
 * All methods reject with a CloudError.
 */
export interface Provider {
  /** Asks for one batch of ids; ids that the answer does not mention are missing from the result. */
  ask(ids: readonly string[], signal: AbortSignal): Promise<Observation[]>;
  /** The tasks of each parent that are to be waited for; a parent without one yet is missing from the result. */
  find?(parents: readonly string[], signal: AbortSignal): Promise<Map<string, Observation[]>>;
  /** Why the last answer to `find` may have had no task of a parent, in a sentence for the user. Sends nothing. */
  whyMissing?(parent: string): string | undefined;
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
  /** What is waited for, in the vendor's words. */
  title: string;
  idsPerRequest: number;
  /** How long such a task takes: half of them longer than `medianMs`; `spread` is the standard deviation of the logarithm. */
  typical: { medianMs: number; spread: number };
  /** What the user needs to be allowed to do, by what for. */
  permissions: { wait: string; cancel?: string; result?: readonly string[] };
  /** The vendor's words in upper case. */
  states: Readonly<Record<string, TaskState>>;
  /** The input that stands in for `task-id`. */
  parentInput?: ParentInput;
  /** Inputs of other providers are a warning; of these, the ones in `requiredInputs` must be there. */
  inputs: readonly ProviderInput[];
  requiredInputs: readonly ProviderInput[];
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
