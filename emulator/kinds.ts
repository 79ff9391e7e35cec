import type { Operation } from './operation.ts';
import type { Service } from './service.ts';
import * as registry from './services/registry.ts';
import type { Kind, TaskScript } from './types.ts';

const services: readonly Service<Kind>[] = Object.values(registry);
const byKind = new Map(services.map((service) => [service.kind, service]));

/** The kinds of task that can be played. */
export const kinds: readonly Kind[] = [...byKind.keys()];

/** The operations of all kinds. */
export const operations: readonly Operation[] = services.flatMap((service) => service.operations);

/** Tasks to play with: of each kind one that works out and one that fails, in 20 to 30 s. */
export function sampleTasks(): TaskScript[] {
  return structuredClone(services.flatMap((service) => service.samples));
}

export function serviceOf(kind: Kind): Service<Kind> {
  const service = byKind.get(kind);
  if (!service) throw new Error(`there is no kind ${kind}`);
  return service;
}

/** True of a word after which a task changes no more (the reference page of each API). */
export function isLast(kind: Kind, status: string): boolean {
  return serviceOf(kind).words.last.includes(status.toLowerCase());
}
