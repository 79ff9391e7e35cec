import type { Step } from '../../emulator/index.ts';

/** A step of which every field says something. */
export function stepOf(status: string): Step {
  return {
    at: 0,
    status,
    progress: 50,
    message: 'said',
    phase: 'Push',
    errorCode: 'E.1',
    errorInfo: 'why',
    imageId: 'm-1',
    resources: [{ data: 'i-1', status: 'success' }],
    targetRepoId: 'crr-1',
    targetTag: 'v1',
    events: [{ level: 'Warning', message: 'event', reason: 'Reason' }],
  };
}
