export type Cloud = 'alibaba' | 'volcengine';

/** What a task says from `at` seconds of its timeline on. Words are the vendor's own. */
export interface Step {
  at: number;
  status: string;
  /** 0 to 100. */
  progress?: number;
  message?: string;
  phase?: string;
  errorCode?: string;
  errorInfo?: string;
  imageId?: string;
  /** ECS `Status` of the image; default Available. */
  imageStatus?: string;
  /** ACK `task_result`. */
  resources?: { data: string; status: string }[];
  /** CR `TargetArtifact`. */
  targetRepoId?: string;
  targetTag?: string;
  /** ACK `events`. */
  events?: { level: string; message: string; reason?: string }[];
}

/**
 * A task as a timeline: the last step whose `at` has passed holds. Which kinds there are is known to `kinds.ts`; here
 * any name will do, so that a service need not know of the others.
 */
export interface TaskScript<Kind extends string = string> {
  kind: Kind;
  id: string;
  /** Container group (ECI), image pipeline (ECS), cluster (ACK) or image (Volcengine). */
  parent?: string;
  /** ISO 8601 or ms since the epoch; default: when the task is added. */
  createdAt?: string | number;
  /** Its time begins with the first answer to a request that names it or its parent, not when it is added. */
  startsWhenAsked?: boolean;
  /** Seconds after the task is added during which no answer mentions it. */
  listedAfter?: number;
  /** Second of the timeline from which no answer mentions the task any more. */
  vanishesAt?: number;
  /** Volcengine `Type`, ACK `task_type`, CR `ArtifactBuildType`. */
  type?: string;
  /** When set, the task is only known in this region. */
  region?: string;
  /** CR: the instance that the task belongs to; without it, any. */
  instanceId?: string;
  steps: Step[];
  /** Takes words that the kind does not have, as a vendor may add them; else they are refused as misspelt. */
  anyStatus?: boolean;
  /** Lines of CR `ListArtifactBuildTaskLog`. */
  log?: string[];
  cancelable?: boolean;
  /** Vendor fields that are put into the task's entry as they are. */
  extra?: Record<string, unknown>;
}

/** One request as it was received and how it was answered; `status` 0 means not (yet) answered. */
export interface RecordedRequest {
  at: number;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
  action: string;
  accessKeyId?: string;
  status: number;
  errorCode?: string;
  /** The name of the fault that struck. */
  fault?: string;
}

/** A finished answer, before a fault of the wire touches it. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}
