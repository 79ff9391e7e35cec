/**
 * Plays the runner for one step: starts the action as a child process with its inputs in `INPUT_*` variables, shows its
 * log as GitHub shows it, and reads the outputs from the file that the runner would read.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a step left behind. `exitCode` is 1 as well where a signal ended it. */
export interface StepResult {
  exitCode: number;
  outputs: Record<string, string>;
  summary: string;
}

/** Of the environment only what Node itself needs: no key, proxy or token of this machine gets in. */
const KEPT = ['PATH', 'HOME', 'SystemRoot'];

/** Files of a step that the runner makes fresh for it. */
const FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];

/**
 * Runs `script` as the runner runs an action and gives each line of its log to `show`. `started` is told of the child,
 * so that it can be stopped.
 */
export async function runStep(
  script: string,
  inputs: Record<string, string>,
  show: (line: string) => void,
  started: (child: ChildProcess) => void = () => undefined,
): Promise<StepResult> {
  const folder = mkdtempSync(join(tmpdir(), 'step-'));
  try {
    const files = Object.fromEntries(FILES.map((name) => [name, join(folder, name)]));
    for (const file of Object.values(files)) writeFileSync(file, '');
    const kept = KEPT.map((name) => [name, process.env[name]] as const);
    const env = {
      ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [inputKey(name), value])),
      ...files,
    };
    const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    started(child);
    const log = createLogView();
    const lines = [child.stdout, child.stderr].map(async (stream) => {
      for await (const text of createInterface({ input: stream })) {
        const line = log(text);
        if (line !== undefined) show(line);
      }
    });
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
    await Promise.all(lines);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    return {
      exitCode,
      outputs: parseOutputs(read('GITHUB_OUTPUT')),
      summary: read('GITHUB_STEP_SUMMARY'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The variable of an input: upper case, spaces as `_`, hyphens kept. */
export function inputKey(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/**
 * The outputs in a `GITHUB_OUTPUT` file: `name=value`, or `name<<END`, lines, `END`. A name that comes twice counts as
 * it was last.
 */
export function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, name = '', mark = '', rest = ''] = /^([^=<]+)(=|<<)(.*)$/.exec(line) ?? [];
    if (mark === '=') outputs[name] = rest;
    if (mark !== '<<') continue;
    const end = lines.indexOf(rest, at + 1);
    if (end < 0) throw new Error(`The value of the output ${name} has no end.`);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}

/**
 * Shows lines as the runner's log does: masks take effect and are not shown, errors, warnings and groups get their prefix.
 * Gives undefined of a line that the log leaves out.
 */
export function createLogView(): (line: string) => string | undefined {
  const secrets: string[] = [];
  return (text) => {
    const [, command = '', message = ''] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(text) ?? [];
    switch (command) {
      case '':
        return hide(text);
      case 'add-mask':
        secrets.push(decoded(message));
        return undefined;
      case 'debug':
      case 'endgroup':
        return undefined;
      case 'group':
        return hide(`▾ ${decoded(message)}`);
      case 'error':
      case 'warning':
      case 'notice': {
        const label = `${command[0]?.toUpperCase()}${command.slice(1)}`;
        return hide(`${label}: ${decoded(message)}`);
      }
      default:
        return hide(text);
    }
  };

  function hide(text: string): string {
    return secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
  }
}

/** A command's message as it was meant (actions/toolkit `packages/core/src/command.ts` escapes these three). */
function decoded(message: string): string {
  return message.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
