import type { Fault } from './fault.ts';
import { type FaultName, faultNames, faultOf } from './faults.ts';
import type { Kind } from './kinds.ts';
import type { Operation } from './operation.ts';

/** When a fault strikes. Without `action` and `kind` every request to a cloud's API matches, but for those that start a task. */
export interface FaultRule {
  fault: FaultName;
  /** The first matching request that is hit, from 1; default 1. */
  from?: number;
  /** How many matching requests are hit; default: all from then on. */
  count?: number;
  /** Only what exceeds so many matching requests within a second is hit: a quota. Refused requests do not use it up. */
  perSecond?: number;
  action?: string;
  kind?: Kind;
  /** What throttling asks the client to wait; default 1500. */
  retryAfterMs?: number;
  /** Pause between the bytes of `slow-body`; default 50. */
  delayMs?: number;
}

export interface Strike {
  name: FaultName;
  fault: Fault;
  rule: FaultRule;
}

/** A rule, how many requests it has met, and how many of this second it has let through. */
interface Entry {
  rule: FaultRule;
  met: number;
  second: number;
  passed: number;
}

/** The rules in force, and how many requests each of them has met. */
export class FaultRules {
  #rules: Entry[] = [];

  constructor(rules: FaultRule[]) {
    this.set(rules);
  }

  /** The rules in force, those that are used up included. */
  get list(): readonly FaultRule[] {
    return this.#rules.map(({ rule }) => rule);
  }

  /** Replaces all rules and starts counting anew. Throws where a name is unknown. */
  set(rules: FaultRule[]): void {
    const unknown = rules.find((rule) => !faultNames.includes(rule.fault));
    if (unknown) {
      throw new Error(`unknown fault "${unknown.fault}"; known are ${faultNames.join(', ')}`);
    }
    this.#rules = rules.map((rule) => ({ rule, met: 0, second: 0, passed: 0 }));
  }

  /** Counts one request, by the emulator's time, and gives the fault that strikes it; the first rule wins. */
  strike(operation: Operation, now: number): Strike | undefined {
    let strike: Strike | undefined;
    for (const entry of this.#rules) {
      const { rule } = entry;
      if (!concerns(rule, operation)) continue;
      entry.met += 1;
      const from = rule.from ?? 1;
      const isNumbered =
        entry.met >= from && entry.met < from + (rule.count ?? Number.POSITIVE_INFINITY);
      const isHit = isNumbered && exceeds(entry, now);
      if (isHit && !strike) strike = { name: rule.fault, fault: faultOf(rule.fault), rule };
    }
    return strike;
  }
}

/** True of a request that is too many for its second, and of every one where the rule has no quota. */
function exceeds(entry: Entry, now: number): boolean {
  const { perSecond } = entry.rule;
  if (perSecond === undefined) return true;
  const second = Math.floor(now / 1_000);
  if (second !== entry.second) Object.assign(entry, { second, passed: 0 });
  if (entry.passed >= perSecond) return true;
  entry.passed += 1;
  return false;
}

/**
 * OIDC tokens and metadata are no cloud API, and a call that starts a task is no wait: they are only hit by a rule that
 * names them. What starts a task seldom tries again, and a rehearsal would end before its wait.
 */
function concerns(rule: FaultRule, operation: Operation): boolean {
  if (rule.action !== undefined && rule.action !== operation.action) return false;
  if (rule.kind !== undefined && rule.kind !== operation.kind) return false;
  const isWait = operation.envelope !== 'plain' && !operation.starts;
  return isWait || rule.action !== undefined;
}
