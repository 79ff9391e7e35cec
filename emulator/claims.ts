import type { Operation } from './operation.ts';

/**
 * Throws where two operations are for one request, naming both: the first would win, and the other never be asked. The
 * clouds are told apart, as the router does, and so are versions and, where the path decides, methods.
 */
export function checkClaims(operations: readonly Operation[]): void {
  const claimed = new Map<string, Operation>();
  for (const operation of operations) {
    for (const claim of claimsOf(operation)) {
      const other = claimed.get(claim);
      if (other) throw new Error(`${nameOf(other)} and ${nameOf(operation)} both claim ${claim}`);
      claimed.set(claim, operation);
    }
  }
}

function claimsOf({ cloud, version = 'any version', action, path, methods }: Operation): string[] {
  if (!path) return [`${cloud} ${version} ${action}`];
  return methods.map((method) => `${method} ${path.source}`);
}

/** Whose an operation is: that of a kind, or one that is there for all of them. */
function nameOf({ kind, action }: Operation): string {
  return kind ? `${action} of ${kind}` : action;
}
