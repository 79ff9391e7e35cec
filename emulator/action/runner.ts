/** What the two scripts of the action need of the runner, without the runner's toolkit: this folder imports nothing. */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { EOL } from 'node:os';

/** An input, '' where it is not given. The runner keeps the hyphens of its name. */
export function input(name: string): string {
  return (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

/** The words of a list that is separated by commas, spaces or newlines. */
export function words(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Writes a value to one of the runner's files; without that file, as on a bare machine, to nowhere. */
export function hand(
  file: 'GITHUB_OUTPUT' | 'GITHUB_ENV' | 'GITHUB_STATE',
  name: string,
  value: string,
): void {
  const path = process.env[file];
  // A delimiter that nobody can guess: a value cannot end itself and set another name.
  const end = `end-${randomUUID()}`;
  if (path) appendFileSync(path, `${name}<<${end}${EOL}${value}${EOL}${end}${EOL}`);
}

/** Fails the step with one annotation. */
export function fail(message: string): void {
  const escaped = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  process.stdout.write(`::error title=Cloud task emulator::${escaped}${EOL}`);
  process.exitCode = 1;
}
