import { createClient } from '../../src/clouds/client.ts';
import type { ApiCall, CloudName, CredentialSource } from '../../src/clouds/cloud.ts';
import { fixedCredentials } from '../../src/clouds/credentials.ts';
import { createGate } from '../../src/clouds/gate.ts';
import { clouds } from '../../src/clouds/index.ts';
import { TRIES } from '../../src/clouds/retry.ts';
import type { CloudError } from '../../src/model/errors.ts';
import { EPOCH } from './clock.ts';
import { type Act, answer, scriptedHttp, testWorld, untouched } from './world.ts';

const CALL: ApiCall = { action: 'DoIt', method: 'GET', permission: 'p:DoIt' };
const KEYS = fixedCredentials({ accessKeyId: 'id', accessKeySecret: 'secret' });
export const OK = answer({ RequestId: 'r-1' });
export const BUSY = answer({ Code: 'ServiceUnavailable', Message: 'later' }, 503);
export const refusal = (Code: string, headers = {}) =>
  answer({ Code, Message: 'no' }, 400, headers);

/** A client of a server that follows a script, and what came of one call. */
export function startClient(
  script: [Act, ...Act[]],
  credentials: CredentialSource = KEYS,
  cloud: CloudName = 'alibaba',
) {
  const http = scriptedHttp(...script);
  const world = testWorld(http);
  const product = { code: 'p', version: '1' };
  const protocol = clouds[cloud].protocol(product, 'cn-beijing', 'https://cloud.example');
  const gate = createGate(world.clock);
  const call = createClient(protocol, credentials, world, TRIES, gate);
  const ask = (change: Partial<ApiCall> = {}, signal = untouched()) =>
    call({ ...CALL, ...change }, signal);
  const elapsed = () => world.clock.now() - EPOCH;
  const failure = () =>
    ask().then(
      () => {
        throw new Error('the call went well');
      },
      (error: unknown) => error as CloudError,
    );
  return { http, world, ask, elapsed, failure, gate };
}
/** One header of every request. */
export const header = (requests: { headers: Record<string, string> }[], name: string) =>
  requests.map(({ headers }) => headers[name]);
