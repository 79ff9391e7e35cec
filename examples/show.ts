/** How the demo shows inputs, outputs and tables. */
/** Outputs that say what the log has just said. */
const HIDDEN = ['message', 'duration-seconds'];
const MOST_JSON = 64;

export function field(name: string, values: Record<string, string>): string {
  return `    ${name}: ${values[name] ?? ''}`;
}

/** One line an output; the tasks as JSON are long, so they come last and are cut. */
export function shownOutputs({ tasks = '', ...outputs }: Record<string, string>): string[] {
  const json = tasks.length > MOST_JSON ? `${tasks.slice(0, MOST_JSON)}…` : tasks;
  return Object.entries({ ...outputs, tasks: json })
    .filter(([name, value]) => value !== '' && !HIDDEN.includes(name))
    .map(([name, value]) => `    ${name}: ${value}`);
}

export function rule(title: string): string {
  return `── ${title} ${'─'.repeat(Math.max(2, 76 - title.length))}`;
}

export function table(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(width(column))).join('  ')}`.trimEnd(),
  );
}

export function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
