import { CloudError } from '../model/errors.ts';
import { unmarked } from '../model/wording.ts';
import type { World } from '../model/world.ts';
import { COMMAND_REMEDY, outputOf } from './token-command.ts';
import { FILE_REMEDY, readTokenFile } from './token-file.ts';

/** A new OIDC token of this job for `audience`, from where the host has it; `mask` is told of it. */
export type IdTokenOf = (
  audience: string,
  mask: (secret: string) => void,
  signal: AbortSignal,
) => Promise<string>;

/** Where a token is that somebody else has made: looked at again for every exchange, since it may have been renewed. */
export type IdTokenPlace =
  | { kind: 'file'; path: string }
  | { kind: 'variable'; name: string }
  | { kind: 'command'; args: readonly string[] };

/** Three parts in base64url, as every token that a cloud takes has them (RFC 7515, section 3.1). */
const TOKEN = /^[\w-]+=*\.[\w-]+=*\.[\w-]+=*$/;

const VARIABLE_REMEDY =
  'Set it in the job: by `id_tokens` on GitLab, by `oidc: true` on Bitbucket, by a context on CircleCI.';

/** What is done about each kind of place where there is no token in it. */
const REMEDIES: Readonly<Record<IdTokenPlace['kind'], string>> = {
  file: FILE_REMEDY,
  variable: VARIABLE_REMEDY,
  command: COMMAND_REMEDY,
};

/** The token that is in `place` by now; `mask` is told of it. Of what is there and no token, nothing is ever shown. */
export async function readIdToken(
  place: IdTokenPlace,
  world: Pick<World, 'clock' | 'env'>,
  mask: (secret: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const token = (await textIn(place, world, signal)).trim();
  if (TOKEN.test(token)) {
    mask(token);
    return token;
  }
  const what =
    token === '' ? 'is empty' : 'holds no OIDC token: that is three parts with dots between';
  throw new CloudError(`${namedPlace(place)} ${what}.`, {
    kind: 'credential',
    remedy: REMEDIES[place.kind],
  });
}

/** Of a host that has none of its own. */
export const noIdToken: IdTokenOf = async () => {
  throw new CloudError('There is no OIDC token for {input:role-to-assume} here.', {
    kind: 'credential',
    remedy:
      'Say where one is: {input:oidc-token-env}, {input:oidc-token-file} or {input:oidc-token-command}.',
  });
};

/** A place as the start of a sentence. A command is not shown: what was typed there may be a secret. */
function namedPlace(place: IdTokenPlace): string {
  switch (place.kind) {
    case 'file':
      return `The file of the OIDC token, ${unmarked(place.path)},`;
    case 'variable':
      return `The variable of the OIDC token, ${place.name},`;
    case 'command':
      return 'The output of {input:oidc-token-command}';
    default:
      return place satisfies never;
  }
}

async function textIn(
  place: IdTokenPlace,
  world: Pick<World, 'clock' | 'env'>,
  signal: AbortSignal,
): Promise<string> {
  switch (place.kind) {
    case 'file':
      return readTokenFile(place.path);
    case 'variable':
      return world.env[place.name] ?? '';
    case 'command':
      return outputOf(place.args, world, signal);
    default:
      return place satisfies never;
  }
}
