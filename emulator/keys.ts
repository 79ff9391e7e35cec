import { randomBytes } from 'node:crypto';

export interface Key {
  accessKeyId: string;
  accessKeySecret: string;
  /** Temporary keys only. */
  securityToken?: string;
  /** ms since the epoch. */
  expiresAt?: number;
}

/** The keys that this emulator honours: the fixed pair and those its token services gave out. */
export class KeyRing {
  readonly #keys = new Map<string, Key>();

  constructor(fixed: Key) {
    this.#keys.set(fixed.accessKeyId, fixed);
  }

  get(accessKeyId: string): Key | undefined {
    return this.#keys.get(accessKeyId);
  }

  /** A temporary key, good until `expiresAt` (ms since the epoch). Obviously not a real one. */
  issue(expiresAt: number): Required<Key> {
    const tag = randomBytes(6).toString('hex');
    const key = {
      accessKeyId: `STS.emulator-${tag}`,
      accessKeySecret: `emulator-temporary-secret-${tag}`,
      // '/', '+' and '=' occur in real tokens and trip up signers that encode headers.
      securityToken: `emulator-token/${randomBytes(24).toString('base64')}+==`,
      expiresAt,
    };
    this.#keys.set(key.accessKeyId, key);
    return key;
  }
}
