/** Text from outside, made safe for the place where it is shown. */

/** Control characters, line and paragraph separators, and the marks that turn the writing direction. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * One line in which everything can be seen: what is invisible is written as `\n`, `\t` or `\u001b`. Cut to `most`
 * characters.
 */
export function visible(text: string, most = 2_000): string {
  const shown = text
    .slice(0, most + 1)
    .trim()
    .toWellFormed()
    .replaceAll(INVISIBLE, (char) => {
      if (char === '\n') return '\\n';
      if (char === '\r') return '\\r';
      if (char === '\t') return '\\t';
      return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  return shown.length > most ? `${shown.slice(0, most - 1)}…` : shown;
}

/**
 * What a CI takes for the start of a command wherever in a line it stands, each up to the character that is broken:
 * `##[error]` of GitHub (actions/runner `src/Runner.Common/ActionCommand.cs`) and Azure, `##vso[task.complete]` of Azure
 * (microsoft/azure-pipelines-agent `Command.cs`, which warns of a bare `##vso` as well), `##teamcity[…]`, and GitLab's
 * `section_start:` and `section_end:`, which its log viewer (`job_log_viewer/lib/scanner.js`) takes without any escape
 * around it.
 */
const COMMANDS = /##(?=vso|\w*\[)|section(?=_(?:start|end):)/gi;

/**
 * Text in which no CI finds a command; what it takes for one at the start of a line is for whom it begins a line. `write`
 * writes the character that is broken in another way, if there is one.
 */
export function commandless(text: string, write = (char: string) => `${char}\\`): string {
  return text.replaceAll(COMMANDS, (start) => `${start.slice(0, -1)}${write(start.slice(-1))}`);
}

/** The same for JSON, whose value stays the same: `#\u0023[`. */
export function commandlessJson(json: string): string {
  return commandless(json, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Text for an annotation, whose own command the host writes: without the syntax that works anywhere in a line. No
 * longer than `most` characters with what that takes.
 */
export function annotationText(text: string, most: number): string {
  const escaped = commandless(visible(text, most));
  return escaped.length > most ? `${escaped.slice(0, most - 1)}…`.toWellFormed() : escaped;
}

/**
 * A line of the log in which the runner finds no command: it takes `::name::` at a line's start for one, and
 * `##[name]` anywhere in a line (actions/runner `src/Runner.Common/ActionCommand.cs`).
 */
export function logLine(text: string): string {
  const line = annotationText(text, 8_000);
  return line.startsWith('::') ? `\\${line}` : line;
}

/** Text as Markdown shows it letter by letter: no markup, no HTML, no link, no mention, no table border. */
export function markdown(text: string, most = 1_000): string {
  return visible(text, most).replaceAll(
    /[&<>"'`*_{}[\]()#+\-.!|~\\@:/$]/g,
    (char) => `&#${char.charCodeAt(0)};`,
  );
}

/**
 * Lines as a Markdown code block shows them, ready to copy: in a fence that is longer than any in them. Never empty,
 * for the block of a vendor that sends nothing would look broken.
 */
export function fenced(lines: readonly string[], most = 1_000): string {
  const shown = lines.map((line) => annotationText(line, most));
  const longest = Math.max(
    2,
    ...shown.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...shown, fence].join('\n');
}

/** A part of the summary that opens at a click. */
export function folded(title: string, body: string, isOpen = false): string {
  return `<details${isOpen ? ' open' : ''}><summary>${markdown(title, 200)}</summary>\n\n${body}\n\n</details>`;
}

/**
 * Text for a label of a Mermaid diagram. What is neither letter, digit nor a harmless mark is written full-width, so
 * that it reads the same and means nothing: Mermaid takes `:`, `;`, `#`, `%%` and `,` for syntax, and words such as
 * `title` at the start of a label, which therefore stands behind a mark.
 */
export function diagramText(text: string, most: number): string {
  const shown = visible(text, most)
    .replaceAll(/[!-~]/g, (char) =>
      /[\w./+()=-]/.test(char) ? char : String.fromCharCode(char.charCodeAt(0) + 0xfee0),
    )
    // All that is no letter, mark, number, punctuation or symbol; named by what is left, it takes a third of the time.
    .replaceAll(/(?! )[\p{C}\p{Z}]/gu, '·');
  return /^[…✓◐✗▸]/u.test(shown) ? shown : `▸ ${shown}`;
}
