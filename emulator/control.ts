import type { Call } from './call.ts';
import type { FaultRule } from './fault-rules.ts';
import { type FaultName, faultNames } from './faults.ts';
import type { KnownTask } from './kinds.ts';
import type { StartRule } from './starts.ts';
import { readStart, readTask } from './task-script.ts';
import type { RecordedRequest, Reply } from './types.ts';

/** What the control requests of a running emulator can reach. */
interface Controls {
  requests: RecordedRequest[];
  addTask: (task: KnownTask) => void;
  setFaults: (rules: FaultRule[]) => void;
  setStarts: (rules: StartRule[]) => void;
  /** The page at `/`. */
  page: () => string;
}

/** Answers `/_emulator/…` and whoever just looks in; undefined where it is a request to a cloud. */
export function control(call: Call, controls: Controls): Reply | undefined {
  const way = `${call.method} ${call.rawPath}`;
  try {
    if (way === 'POST /_emulator/tasks') {
      // All are read before one is added.
      const tasks = parse(call).map(readTask);
      for (const task of tasks) controls.addTask(task);
      return answer(201, { added: tasks.map((task) => task.id) });
    }
    if (way === 'PUT /_emulator/faults') {
      const rules = readRules(parse(call));
      controls.setFaults(rules);
      return answer(200, { faults: rules });
    }
    if (way === 'PUT /_emulator/starts') {
      const rules = parse(call).map(readStart);
      controls.setStarts(rules);
      return answer(200, { starts: rules });
    }
    if (way === 'GET /_emulator/requests') return answer(200, controls.requests);
    if (isVisit(call)) return page(controls.page());
    // What a browser asks for unasked is no request to a cloud.
    if (way === 'GET /favicon.ico') return { status: 204, headers: {}, body: '' };
  } catch (error) {
    return answer(400, { error: error instanceof Error ? error.message : String(error) });
  }
  return undefined;
}

function answer(status: number, body: unknown): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(body)}\n`,
  };
}

/** A browser or a bare `curl`: not a word of an API in query or headers. */
function isVisit({ method, rawPath, rawQuery, headers }: Call): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    rawPath === '/' &&
    rawQuery === '' &&
    headers.authorization === undefined &&
    !Object.keys(headers).some((name) => name.startsWith('x-acs-') || name === 'x-date')
  );
}

function page(body: string): Reply {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  };
  return { status: 200, headers, body };
}

function parse(call: Call): unknown[] {
  const value: unknown = JSON.parse(call.body.toString());
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readRules(values: unknown[]): FaultRule[] {
  return values.map((value) => {
    const name = isRecord(value) ? value.fault : undefined;
    if (!faultNames.includes(name as FaultName)) {
      throw new Error(`fault is one of ${faultNames.join(', ')}`);
    }
    return value as FaultRule;
  });
}
