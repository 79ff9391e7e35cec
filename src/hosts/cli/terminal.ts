import type { Printer } from '../printer.ts';
import type { TerminalSink } from '../process.ts';

/** A terminal on which a view can be drawn. */
export interface Terminal {
  /** In columns and lines, as they are now; 80 and 24 where the terminal does not say. */
  size(): { columns: number; rows: number };
  /** Tells of another size; gives what ends that. */
  onResize(listener: () => void): () => void;
  /** Writes as it is, behind all that was printed before. */
  print(text: string): void;
  /** Writes as it is, at once: for the last words of a process that ends now. */
  printNow(text: string): void;
}

/** stderr as a terminal; undefined where it is none. */
export function terminalOf(stderr: TerminalSink, printer: Printer): Terminal | undefined {
  if (!stderr.isTTY) return undefined;
  return {
    size: () => ({ columns: stderr.columns || 80, rows: stderr.rows || 24 }),
    onResize(listener) {
      stderr.on('resize', listener);
      return () => void stderr.off('resize', listener);
    },
    print: printer.print,
    printNow: (text) => void stderr.write(text, () => undefined),
  };
}
