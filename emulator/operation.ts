import type { Call } from './call.ts';
import type { KeyRing } from './keys.ts';
import type { Starts } from './starts.ts';
import type { TaskView, Timeline, Wanted } from './timeline.ts';
import type { Cloud, Reply } from './types.ts';

/** What stands behind a service while it answers one request: tasks, keys, tokens and the clock. */
export interface Backend {
  tasks: Timeline;
  starts: Starts;
  /** `tasks.find`, seen through the fault in force, if any. */
  find: (wanted: Wanted) => TaskView[];
  keys: KeyRing;
  /** The server's clock, which may be wrong on purpose; ms since the epoch. */
  serverNow: () => number;
  /** How long temporary keys live, where a test overrides it. */
  sessionSeconds: number | undefined;
  /** The audience that the token services ask for in place of their own. */
  audience: string | undefined;
  /** OIDC and metadata tokens that were given out or used up. */
  tokens: Map<string, number>;
  /** Region of the request, where its credential scope or host says it. */
  region: string | undefined;
  denied: Set<string>;
}

/** How an answer is wrapped: Alibaba RPC, ACK (lower case), Volcengine, or not at all. */
export type Envelope = 'alibaba' | 'ack' | 'volcengine' | 'plain';

/** One API operation, or one path of a token or metadata service. */
export interface Operation {
  action: string;
  /** `undefined` where the vendor's API has no version, as metadata. */
  version: string | undefined;
  cloud: Cloud;
  envelope: Envelope;
  methods: readonly string[];
  /** RAM or IAM action; `undefined` where none is asked for. */
  permission: string | undefined;
  signed: boolean;
  kind?: string;
  /** It starts a task of its kind. */
  starts?: true;
  /** ROA operations and metadata are found by their path. */
  path?: RegExp;
  run: (call: Call, backend: Backend) => Answer;
}

/**
 * What a service says: a body, and a status where it is not 200. The envelope adds the rest.
 */
export interface Answer {
  status?: number;
  body: Record<string, unknown> | string;
}

export type Wrapped = Reply & { errorCode?: string };
