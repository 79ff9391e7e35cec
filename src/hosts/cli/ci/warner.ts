import type { Publisher, Screen } from '../../host.ts';

type Warn = Screen['warning'];

/** Warns as the wait does, once it has begun: without secrets, and no louder than the user wants; before that, on the screen. */
export function warner(screen: Pick<Screen, 'warning'>): {
  begin: NonNullable<Publisher['begin']>;
  warn: Warn;
} {
  let warn: Warn = screen.warning;
  return {
    begin(_, told) {
      warn = told;
    },
    warn: (...given) => warn(...given),
  };
}
