import type { InputReader } from './reader.ts';

/** An input that one host has and others do not, as its users find it described. */
export interface HostInput<T = unknown> {
  name: string;
  /** What stands in `action.yml`, word for word. */
  description: string;
  /** What stands in for an input that is not set. */
  default?: string;
  /** Its value is masked wherever it may come back. */
  isSecret?: boolean;
  /** The value; undefined where it is not set or, told to the reader as a problem, wrong. */
  read(reader: InputReader): T;
}

/** What the host that reads inputs knows of itself. */
export interface HostReading {
  /** Reads what only this host has; what is wrong with that is told along with all the rest. */
  readOwn?(reader: InputReader): void;
  /** True of a machine that may have a role of its cloud: of others' machines nobody asks for it. */
  isSelfHosted?: boolean;
  /** True where the host makes OIDC tokens of the job, without any input; so it is taken to be. */
  hasIdTokens?: boolean;
  /** A profile of the vendor's own tools that was named. */
  profile?: string;
}
