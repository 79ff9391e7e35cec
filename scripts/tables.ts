import { type CloudName, cloudNames } from '../src/clouds/cloud.ts';
import { clouds } from '../src/clouds/index.ts';
import type { TaskState } from '../src/model/task.ts';
import type { ProviderDefinition } from '../src/providers/provider.ts';
import type { Definitions } from './definitions.ts';

export function permissionsTable(definitions: Definitions): string {
  return table(
    ['`provider`', 'To wait', 'For `on-cancel: cancel`', 'To look up the result, or why it failed'],
    Object.entries(definitions).map(([name, { permissions }]) => [
      code(name),
      code(permissions.wait),
      permissions.cancel ? code(permissions.cancel) : '–',
      permissions.result?.map(code).join(', ') ?? '–',
    ]),
  );
}

export function statesTable(definitions: Definitions): string {
  const states: readonly TaskState[] = [
    'pending',
    'running',
    'succeeded',
    'partial',
    'failed',
    'canceled',
  ];
  return table(
    ['`provider`', ...states.map(code)],
    Object.entries(definitions).map(([name, definition]) => [
      code(name),
      ...states.map((state) => wordsOf(definition, state)),
    ]),
  );
}

function wordsOf({ states }: ProviderDefinition, wanted: TaskState): string {
  const words = Object.entries(states).filter(([, state]) => state === wanted);
  return words.map(([word]) => code(word)).join(' ') || '–';
}

export function environmentTable(): string {
  const rows = (cloud: CloudName) => {
    const { title, keyVariables, regionVariables } = clouds[cloud];
    const families = keyVariables.map(({ id, secret, token }) =>
      [id, secret, token]
        .filter((name) => name !== undefined)
        .map(code)
        .join(' '),
    );
    return [title, families.join('<br>'), regionVariables.map(code).join('<br>')];
  };
  return table(
    ['Cloud', 'Key id, secret and token; the first complete line wins', 'Region; the first wins'],
    cloudNames.map(rows),
  );
}

/** A table with columns of even width, as the formatter would have it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}
