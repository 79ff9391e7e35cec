import type { Operation } from './operation.ts';
import type { Service } from './service.ts';
import * as registry from './services/registry.ts';
import type { TaskScript } from './types.ts';
import { fold } from './words.ts';

/** A kind of task that can be played; the same names as the action's input `provider`. */
export type Kind = (typeof registry)[keyof typeof registry]['kind'];

/** A task of a kind that is there. */
export type KnownTask = TaskScript<Kind>;

const services: readonly Service<Kind>[] = Object.values(registry);
const byKind = new Map<string, Service<Kind>>(services.map((service) => [service.kind, service]));

/** The kinds of task that can be played. */
export const kinds: readonly Kind[] = services.map(({ kind }) => kind);

/** The operations of all kinds. */
export const operations: readonly Operation[] = services.flatMap((service) => service.operations);

/**
 * Tasks to play with: of each kind one that works out and one that fails, in 20 to 30 s. Their time begins when they are
 * first asked for: who starts the emulator and then reads on still sees them run.
 */
export function sampleTasks(): KnownTask[] {
  const samples = services.flatMap((service) => service.samples);
  return structuredClone(samples).map((task) => ({ ...task, startsWhenAsked: true }));
}

/** The calls of a kind that start a task; none where the vendor has no such call. */
export function startsOf(kind: string): string[] {
  return serviceOf(kind)
    .operations.filter(({ starts }) => starts)
    .map(({ action }) => action);
}

export function serviceOf(kind: string): Service<Kind> {
  const service = byKind.get(kind);
  if (!service) throw new Error(`there is no kind ${kind}`);
  return service;
}

/** True of a word after which a task changes no more (the reference page of each API). */
export function isLast(kind: string, status: string): boolean {
  return serviceOf(kind).words.last.some((word) => fold(word) === fold(status));
}
