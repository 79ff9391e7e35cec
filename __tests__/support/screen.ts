import headless from '@xterm/headless';

/** A terminal as xterm.js shows it, with what went into it. */
export interface TestScreen {
  /** Everything that was written. */
  readonly written: string;
  write(text: string): void;
  /** Resizes it once it has shown what was written before. */
  resize(columns: number, rows: number): Promise<void>;
  /** What can be read in the end, scrolled off or not: a line of any length is one, empty ones at the end are left out. */
  lines(): Promise<string[]>;
  /** True where the cursor can be seen. */
  hasCursor(): boolean;
  /** Where the cursor is: the line, as `lines` counts them, and what stands on it. */
  cursorLine(): Promise<string>;
  modes(): Promise<{ wraps: boolean; isHeldBack: boolean }>;
}

/** `convertEol` is what a real terminal's line does with the lines of a program. */
export function openScreen(columns: number, rows: number, convertEol = true): TestScreen {
  const terminal = new headless.Terminal({
    cols: columns,
    rows,
    scrollback: 10_000,
    allowProposedApi: true,
    convertEol,
  });
  let written = '';
  const settled = () => new Promise<void>((resolve) => terminal.write('', resolve));
  return {
    get written() {
      return written;
    },
    write(text) {
      written += text;
      terminal.write(text);
    },
    async resize(cols, lines) {
      await settled();
      terminal.resize(cols, lines);
    },
    async lines() {
      await settled();
      const { active } = terminal.buffer;
      const found: string[] = [];
      for (let at = 0; at < active.length; at += 1) {
        const line = active.getLine(at);
        const text = line?.translateToString(false) ?? '';
        if (line?.isWrapped) found.push(`${found.pop()}${text}`);
        else found.push(text);
      }
      const texts = found.map((text) => text.trimEnd());
      return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
    },
    hasCursor: () => written.lastIndexOf('\u001b[?25h') >= written.lastIndexOf('\u001b[?25l'),
    async cursorLine() {
      await settled();
      const { active } = terminal.buffer;
      return active.getLine(active.baseY + active.cursorY)?.translateToString(true) ?? '';
    },
    async modes() {
      await settled();
      const { wraparoundMode, synchronizedOutputMode } = terminal.modes;
      return { wraps: wraparoundMode, isHeldBack: synchronizedOutputMode };
    },
  };
}
