import type { Colour } from '../render/colour.ts';
import type { LogSink } from '../render/log.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Screen } from './host.ts';

/** The log of a wait, and what of it the report says again. */
export interface Notes extends LogSink {
  note(text: string): void;
  /** A line on how far the wait is. */
  progress: LogSink['line'];
  readonly all: readonly string[];
}

/** Nothing passes by here with a secret in it; warnings that the host would not show are lines. */
export function createNotes(screen: Screen, hide: Secrets['hide']): Notes {
  const all: string[] = [];
  let warnings = 0;
  const line = (text: string, colour?: Colour) => screen.line(hide(text), colour);
  return {
    all,
    line,
    progress: (text, colour) => (screen.progress ?? screen.line)(hide(text), colour),
    note: (text) => void all.push(hide(text)),
    warning(message, title) {
      const text = hide(message);
      warnings += 1;
      all.push(`${title}: ${text}`);
      if (warnings > screen.most.warnings) line(`${title}: ${text}`, 'yellow');
      else screen.warning(text, title);
    },
  };
}
