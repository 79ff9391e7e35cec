import type { Timeline } from './timeline.ts';
import type { Step, TaskScript } from './types.ts';

/** How tasks go that calls start from now on; the first rule that fits and is not used up holds. */
export interface StartRule {
  /** Without it, a task of any kind. */
  kind?: string;
  /** The ending of the sample whose way it goes: `ok`, `fails`, and what else a kind has samples of. */
  ending?: string;
  /** Steps of its own, in place of a sample's. */
  steps?: Step[];
  /** Seconds from its start to its last step, in place of those of the sample. */
  seconds?: number;
  /** How many tasks it holds for; default: all. */
  count?: number;
}

/** A task that a call has started; how it goes is not the call's to say. */
interface NewTask {
  kind: string;
  id: string;
  parent?: string;
  type?: string;
  region?: string;
  /** Texts that the caller chose: one that ends in `-fails` chooses the sample that does. */
  texts: readonly string[];
  /** The caller's token: a second call with it starts nothing. */
  token?: string | undefined;
  /** What of a step only this call knows, such as the id of its image. */
  edit?: (step: Step) => Step;
}

/**
 * Tasks that calls have started. Each goes the way of a sample of its kind: that in `-ok`, or the one whose ending a text
 * of the call has, unless a rule says otherwise.
 */
export class Starts {
  readonly #timeline: Timeline;
  readonly #samplesOf: (kind: string) => readonly TaskScript[];
  readonly #byToken = new Map<string, TaskScript>();
  #rules: { rule: StartRule; left: number }[] = [];

  constructor(timeline: Timeline, samplesOf: (kind: string) => readonly TaskScript[]) {
    this.#timeline = timeline;
    this.#samplesOf = samplesOf;
  }

  /** Replaces the rules for tasks that are started from now on. */
  set(rules: readonly StartRule[]): void {
    this.#rules = rules.map((rule) => ({ rule, left: rule.count ?? Number.POSITIVE_INFINITY }));
  }

  /** The task that an earlier call with the same token has started. */
  earlier(kind: string, token: string | undefined): TaskScript | undefined {
    return token ? this.#byToken.get(`${kind} ${token}`) : undefined;
  }

  /** Starts a task, or gives the one that the token has started. */
  begin(task: NewTask): TaskScript {
    const earlier = this.earlier(task.kind, task.token);
    if (earlier) return earlier;
    const { kind, id, parent, type, region, token, edit = (step) => step } = task;
    const sample = this.#sampleFor(task);
    const script: TaskScript = {
      ...(sample.log && { log: sample.log }),
      kind,
      id,
      ...(parent && { parent }),
      ...(type && { type }),
      ...(region && { region }),
      steps: structuredClone(sample.steps).map(edit),
    };
    // A sample that nobody has asked for would begin once the parent is asked for, and be the newer of the two.
    if (parent) this.#timeline.holdWaiting(kind, parent);
    this.#timeline.add(script);
    if (token) this.#byToken.set(`${kind} ${token}`, script);
    return script;
  }

  #sampleFor({ kind, texts }: NewTask): { steps: Step[]; log?: string[] } {
    const samples = this.#samplesOf(kind);
    const ending = samples
      .map(({ id }) => endingOf(id))
      .find((word) => word !== 'ok' && texts.some((text) => text.endsWith(`-${word}`)));
    const fits = (rule: StartRule) =>
      (rule.kind ?? kind) === kind &&
      (rule.ending === undefined || samples.some(({ id }) => endingOf(id) === rule.ending));
    const entry = this.#rules.find(({ rule, left }) => left > 0 && fits(rule));
    if (entry) entry.left -= 1;
    const { steps, seconds, ...rule } = entry?.rule ?? {};
    const wanted = rule.ending ?? ending ?? 'ok';
    const sample = samples.find(({ id }) => endingOf(id) === wanted) ?? samples[0];
    if (!sample) throw new Error(`${kind} has no samples`);
    return stretched(steps ? { steps } : sample, seconds);
  }
}

/** What comes of a sample: the last word of its id, as `ok` of `t-eci-ok`. */
export function endingOf(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1);
}

/** The same way in another time, where one is given. */
function stretched(
  { steps, log }: Pick<TaskScript, 'steps' | 'log'>,
  seconds: number | undefined,
): { steps: Step[]; log?: string[] } {
  const whole = Math.max(...steps.map(({ at }) => at));
  const factor = seconds === undefined || whole === 0 ? 1 : seconds / whole;
  return { ...(log && { log }), steps: steps.map((step) => ({ ...step, at: step.at * factor })) };
}
