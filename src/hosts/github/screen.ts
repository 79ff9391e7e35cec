import type * as core from './workflow-commands.ts';

/** What of the toolkit writes to the log; tests read along. */
export type Screen = Pick<typeof core, 'info' | 'warning' | 'error' | 'startGroup' | 'endGroup'>;
