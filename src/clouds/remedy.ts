import type { ApiCall, Problem } from './cloud.ts';

/** What a user can do about an error that a cloud reported; empty where waiting is all it takes. */
export function remedyFor(problem: Problem, call: ApiCall, principal: string): string {
  switch (problem.kind) {
    case 'permission':
      return `Grant ${problem.permission ?? call.permission} to the ${principal} that these credentials belong to.`;
    case 'credential':
      return 'Check access-key-id, access-key-secret and security-token: they must belong together and be active.';
    case 'expired':
      return 'The security token has expired. Given keys cannot be renewed: use role-to-assume, or a session that outlives the timeout. Where a role is assumed already, check the clock of the runner.';
    case 'request':
      return 'Check region, endpoint and the ids: waiting does not mend this.';
    case 'throttling':
    case 'transient':
    case 'nonce':
    case 'clock':
      return '';
    default:
      return problem.kind satisfies never;
  }
}
