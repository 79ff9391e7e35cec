import { CloudError, messageOf } from '../../model/errors.ts';
import type { World } from '../../model/world.ts';
import type { CredentialSource, Credentials } from '../cloud.ts';
import { renewingCredentials } from '../credentials.ts';
import { usableKeys } from '../printable.ts';
import { send } from '../send.ts';
import { type Library, loadLibrary, type Send } from './profile-library.ts';

/** The library keeps what it has until shortly before its end, which it does not tell: it is asked again this often. */
const ASKED_AGAIN_MS = 60_000;

/**
 * Credentials of a profile of the `aliyun` CLI (`~/.aliyun/config.json`) or of the SDKs
 * (`ALIBABA_CLOUD_CREDENTIALS_FILE`), in every mode that the vendor's own library knows: keys, STS token, RAM role, ECS
 * role, CloudSSO, external program. The library is loaded here and not before; what it sends goes over `world.http`, so
 * that proxies, certificates and trouble are those of every other request.
 */
export function profileCredentials(
  kind: 'cli' | 'file',
  world: World,
  mask: (secret: string) => void,
  name?: string,
): CredentialSource {
  let library: Promise<Library> | undefined;
  let isKnownToWork = false;
  let current = new AbortController().signal;
  let answered = '';
  let status = 0;

  const sendForLibrary: Send = async (request, limitMs) => {
    const { host } = request.url;
    const late = `${host} gave no credentials in time.`;
    const answer = await send(request, world, current, late, limitMs);
    status = answer.status;
    answered = `${host} answered ${answer.status} ${codeIn(answer.body)}`.trim();
    return answer;
  };

  async function fetch(signal: AbortSignal, areExpired: boolean): Promise<Credentials> {
    current = signal;
    answered = '';
    status = 0;
    if (areExpired) library = undefined;
    library ??= loadLibrary(kind, sendForLibrary, name);
    const loaded = await library;
    const given = await loaded.getCredentials().catch((error: unknown) => {
      throw new CloudError(
        `The profile gave no credentials: ${harmless(error)}${answered && ` (${answered})`}.`,
        {
          // What has worked once will work again, and trouble on the way passes.
          kind: isKnownToWork || passes(error) ? 'transient' : 'credential',
          status,
          unreachable: error instanceof CloudError ? error.unreachable : '',
          remedy:
            'Check ~/.aliyun/config.json, ALIBABA_CLOUD_PROFILE and ALIBABA_CLOUD_CREDENTIALS_FILE on the runner.',
        },
      );
    });
    const { accessKeyId, accessKeySecret, securityToken } = given;
    const credentials = usableKeys(
      { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) },
      'The profile',
      mask,
    );
    isKnownToWork = true;
    return credentials;
  }

  return renewingCredentials(world.clock, fetch, ASKED_AGAIN_MS);
}

function passes(error: unknown): boolean {
  return error instanceof CloudError && error.passes;
}

/**
 * What of an error is shown. The library's own words end at the first colon: behind it come the body of an answer, the
 * whole configuration, or the command line and the output of a program, with keys in them.
 */
function harmless(error: unknown): string {
  const message = messageOf(error);
  const [own = ''] = error instanceof CloudError ? [message] : message.split(/[:{[<]\s|[{[<]/);
  return own.replace(/[.\s]+$/, '');
}

/** The error code in an answer, as far as it is a plain word. */
function codeIn(body: string): string {
  return /"Code"\s*:\s*"([A-Za-z.]{1,100})"/.exec(body)?.[1] ?? '';
}
