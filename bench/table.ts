/** A Markdown table, its columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** A figure beside what was asked of it. */
export interface Goal {
  what: string;
  asked: string;
  measured: string;
  isMet: boolean;
}

/** What a part of the bench has to show. */
export interface Part {
  tables: string;
  goals: Goal[];
}

export function goalTable(goals: readonly Goal[]): string {
  return table(
    ['', 'asked', 'measured', ''],
    goals.map(({ what, asked, measured, isMet }) => [
      what,
      asked,
      measured,
      isMet ? 'met' : 'SHORT',
    ]),
  );
}
