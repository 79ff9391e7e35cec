import type { TerminalSink } from '../process.ts';
import { type Guard, guardTerminal, isInFront } from './job-control.ts';

/** A terminal on which a view can be drawn. */
export interface Terminal {
  /** In columns and lines, as they are now; 80 and 24 where the terminal does not say. */
  size(): { columns: number; rows: number };
  /** Writes as it is, at once. A terminal that is gone is no error. */
  print(text: string): void;
  /** True where stdout is seen on it too. */
  showsData: boolean;
  /** True where nobody else writes on it. */
  isOurs(): boolean;
  /** Has it given back whenever another is to have it; gives what ends that. */
  guard(guard: Guard): () => void;
}

/** stderr as a terminal; undefined where it is none. */
export function terminalOf(
  stderr: TerminalSink,
  stdout: { isTTY?: boolean },
): Terminal | undefined {
  if (!stderr.isTTY) return undefined;
  let isGone = false;
  stderr.on('error', () => {
    isGone = true;
  });
  return {
    size: () => ({ columns: stderr.columns || 80, rows: stderr.rows || 24 }),
    // Node writes to a terminal before `write` returns, and so in the order of the calls, stdout included.
    print(text) {
      if (!isGone) stderr.write(text, () => undefined);
    },
    showsData: stdout.isTTY === true,
    isOurs: isInFront,
    guard: guardTerminal,
  };
}
