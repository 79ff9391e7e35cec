import { isSettled, type Task } from '../../../model/task.ts';
import type { Snapshot } from '../../../polling/snapshot.ts';
import { type Outputs, outputNames, tasksJson } from '../../../render/outputs.ts';
import type { Harmless } from '../ci/ci.ts';

/** Outputs that are JSON already: values here, `null` where they are empty. */
const VALUES: readonly string[] = ['tasks', 'result'];
const NUMBERS: readonly string[] = ['duration-seconds', 'request-count'];

/** One object on one line: the outputs by their own names, empty ones included. */
export function jsonText(outputs: Outputs, harmless: Harmless): string {
  const values = outputNames.map((name) => [name, typed(name, outputs[name])]);
  return lineOf(Object.fromEntries(values), harmless);
}

function typed(name: string, text: string): unknown {
  if (VALUES.includes(name)) return text === '' ? null : JSON.parse(text);
  return NUMBERS.includes(name) ? Number(text) : text;
}

/**
 * A line for each change of what the outputs would say of the tasks; elapsed time and request ids are none. `state` is
 * that of a wait that goes on: what it comes to is said by the last line alone, which is the whole object.
 */
export function changeTeller(harmless: Harmless): (snapshot: Snapshot) => string {
  let told = '';
  return ({ tasks, elapsedMs }) => {
    const json = tasksJson(tasks);
    if (json === told || tasks.length === 0) return '';
    told = json;
    const seconds = Math.round(elapsedMs / 1_000);
    const change = { state: stateOf(tasks), tasks: JSON.parse(json), 'elapsed-seconds': seconds };
    return lineOf(change, harmless);
  };
}

function stateOf(tasks: readonly Task[]): 'pending' | 'running' {
  const open = tasks.filter((task) => !isSettled(task));
  return open.length > 0 && open.every(({ state }) => state === 'pending') ? 'pending' : 'running';
}

/** JSON leaves some characters as they are that a terminal obeys or turns the writing by. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function lineOf(value: unknown, harmless: Harmless): string {
  const json = JSON.stringify(value).replaceAll(
    INVISIBLE,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${harmless.json(json)}\n`;
}
