import type * as core from '@actions/core';

/** What of the toolkit writes to the log; tests read along. */
export type Screen = Pick<typeof core, 'info' | 'warning' | 'error' | 'startGroup' | 'endGroup'>;
