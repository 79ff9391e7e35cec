/** The version that users are told to take: that of `package.json`, wherever a page or a template names one. */
import { readdirSync } from 'node:fs';

const root = new URL('../', import.meta.url);

export function pinnedFiles(): string[] {
  const recipes = readdirSync(new URL('docs/ci/', root)).map((name) => `docs/ci/${name}`);
  return ['templates/wait.yml', 'docs/cli.md', ...recipes.sort()];
}

/** `wait-for-cloud-task@1.0.0`, `wait-for-cloud-task-1.0.0.tgz`, the component's `/wait@1.0.0`, and its default. */
const PIN = /(\bwait-for-cloud-task[@-]|\/wait@|^ {6}default: )\d+\.\d+\.\d+/gm;

export function pinned(text: string, version: string): string {
  return text.replaceAll(PIN, (_, before) => `${before}${version}`);
}
