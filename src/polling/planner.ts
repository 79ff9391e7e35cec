import type { Task } from '../model/task.ts';
import { LONGEST_LIFE_MS } from './earlier-tasks.ts';
import { guessesOf, type Knowledge, remaining } from './expectation.ts';
import { fixedDelay, LONGEST_OF_ALL_MS, nextDelay, USUAL_MS } from './schedule.ts';
import { Stretch } from './stretch.ts';

/** A look may be taken this much of its delay too early, when it can then share a request. */
const EARLY_SHARE = 0.25;

/** What the planner of a wait is made from. */
export interface PlannerOptions {
  pollIntervalMs: number | 'auto';
  typical: Knowledge['typical'];
  expectedMs?: number | undefined;
}

/** When every task is to be looked at next. Times are milliseconds of the clock. */
export class Planner {
  readonly #options: PlannerOptions;
  readonly #begin: number;
  readonly #random: () => number;
  readonly #due = new Map<string, { at: number; delay: number }>();
  #earlierMs: number[] = [];
  readonly #stretch: Stretch;

  constructor(options: PlannerOptions, begin: number, random: () => number) {
    this.#options = options;
    this.#begin = begin;
    this.#random = random;
    const usualMs = options.pollIntervalMs === 'auto' ? USUAL_MS : options.pollIntervalMs;
    this.#stretch = new Stretch(LONGEST_OF_ALL_MS / usualMs);
  }

  /** How long other tasks of the same origin took; sharpens every guess from now on. */
  learn(durationsMs: readonly number[]): void {
    this.#earlierMs.push(...durationsMs);
  }

  /** Slows every task down, after throttling; that wears off with time. */
  slowDown(now: number): void {
    this.#stretch.grow(now);
  }

  /**
   * The ids to ask for now: those that are due or nearly so, and as many others, the next ones first, as fit into the
   * same requests for nothing.
   */
  dueIds(openIds: readonly string[], idsPerRequest: number, now: number): string[] {
    const sorted = openIds
      .map((id) => ({ id, ...(this.#due.get(id) ?? { at: now, delay: 0 }) }))
      .sort((a, b) => a.at - b.at);
    const due = sorted.filter(({ at, delay }) => at - EARLY_SHARE * delay <= now).length;
    const room = Math.ceil(due / idsPerRequest) * idsPerRequest;
    return sorted.slice(0, room).map(({ id }) => id);
  }

  /** Sets when each of `tasks` is looked at next. All share one jitter, so that they stay together. */
  plan(tasks: readonly Task[], now: number): void {
    const random = this.#random();
    for (const task of tasks) {
      const delay = this.#delayOf(task, now, random);
      this.#due.set(task.id, { at: now + delay, delay });
    }
  }

  /** Sets a look at `ids` for a moment of its own, after a request that had no usable answer. */
  postpone(ids: readonly string[], at: number): void {
    for (const id of ids) this.#due.set(id, { at, delay: 0 });
  }

  /** Sets the next look at `ids` to `at` where it was to be later. */
  bringForward(ids: readonly string[], at: number): void {
    for (const id of ids) {
      if ((this.#due.get(id)?.at ?? 0) > at) this.#due.set(id, { at, delay: 0 });
    }
  }

  /** True where a look at the task has been set. */
  has(id: string): boolean {
    return this.#due.has(id);
  }

  /** Milliseconds until the next look for tasks that are not listed yet. */
  lookUpDelay(now: number): number {
    return this.#delayOf({ id: '', state: 'unknown', status: '' }, now, this.#random());
  }

  /** When the first of `openIds` is due. */
  nextAt(openIds: readonly string[]): number {
    let next = Number.POSITIVE_INFINITY;
    for (const id of openIds) next = Math.min(next, this.#due.get(id)?.at ?? next);
    return next;
  }

  /** How long the slowest of `tasks` still takes: as long in half of the cases, at most in nine of ten. */
  eta(tasks: readonly Task[], now: number): { likelyMs: number; atMostMs: number } | undefined {
    if (tasks.length === 0) return undefined;
    const [likely, atMost] = [0.5, 0.9].map((quantile) =>
      Math.max(...tasks.map((task) => this.#remaining(task, now, quantile))),
    );
    return { likelyMs: likely ?? 0, atMostMs: atMost ?? 0 };
  }

  #delayOf(task: Task, now: number, random: number): number {
    const { pollIntervalMs } = this.#options;
    const waitedMs = now - this.#begin;
    const stretch = this.#stretch.at(now);
    if (pollIntervalMs !== 'auto') return fixedDelay(pollIntervalMs, waitedMs, stretch);
    const ageMs = this.#ageOf(task, now);
    const guesses = this.#guessesOf(task, ageMs);
    return nextDelay({ guesses, ageMs, waitedMs, random, stretch });
  }

  #remaining(task: Task, now: number, quantile: number): number {
    const ageMs = this.#ageOf(task, now);
    return remaining(this.#guessesOf(task, ageMs), ageMs, quantile);
  }

  #guessesOf({ progress, createdAt }: Task, ageMs: number) {
    return guessesOf({
      typical: this.#options.typical,
      expectedMs: this.#options.expectedMs,
      earlierMs: this.#earlierMs,
      // Progress says how long the rest takes only where it is known how long the first part took.
      progress: progress && createdAt ? { share: progress, elapsedMs: ageMs } : undefined,
    });
  }

  /**
   * By the task's own creation time, as far as that makes sense. A clock that is behind would make it younger than the
   * wait, which it is not.
   */
  #ageOf({ createdAt }: Task, now: number): number {
    const age = createdAt ? now - Date.parse(createdAt) : 0;
    const waited = now - this.#begin;
    return age > waited && age <= LONGEST_LIFE_MS ? age : waited;
  }
}
