import * as z from 'zod/mini';
import { parseSecret, readAnswer } from '../clouds/answer.ts';
import { unprintable } from '../clouds/printable.ts';
import { send } from '../clouds/send.ts';
import { filled } from '../clouds/shapes.ts';
import { CloudError } from '../model/errors.ts';
import { isTrouble } from '../model/http-status.ts';
import type { HttpRequest, World } from '../model/world.ts';

/** A service of a CI that makes an OIDC token of the job whenever it is asked: where a job finds it, and what goes wrong. */
export interface IdTokenService {
  /** At the start of a sentence. */
  title: string;
  method: HttpRequest['method'];
  /** Variables of the job: the address, and what proves that it is this job. */
  url: string;
  bearer: string;
  /** Word before the latter. */
  scheme: 'bearer' | 'Bearer';
  headers: Record<string, string>;
  query: Record<string, string>;
  /** The field of the answer that has the token. */
  field: string;
  /** Where one of the variables is missing, strange, or not taken by the service. */
  missing: { message: string; remedy: string };
  strange: string;
  refused: string;
}

/** A new token, masked. Every exchange asks for its own: it lives for minutes. */
export async function askForToken(
  service: IdTokenService,
  world: Pick<World, 'clock' | 'http' | 'env'>,
  mask: (secret: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const { title, method, field } = service;
  const url = addressOf(service, world);
  const bearer = variable(service.bearer, service, world);
  for (const [name, value] of Object.entries(service.query)) url.searchParams.set(name, value);
  const headers = {
    authorization: `${service.scheme} ${bearer}`,
    accept: 'application/json',
    ...service.headers,
  };
  const late = `${title} gave no answer in time.`;
  const { status, body } = await send({ method, url, headers }, world, signal, late);
  if (status !== 200) {
    const passes = isTrouble(status);
    throw new CloudError(`${title} answered ${status}.`, {
      kind: passes ? 'transient' : 'credential',
      status,
      remedy: passes ? '' : service.refused,
    });
  }
  const Answer = z.looseObject({ [field]: filled });
  const token = String(readAnswer(Answer, parseSecret(body, title), title)[field]);
  mask(token);
  return token;
}

function refused(message: string, remedy: string): CloudError {
  return new CloudError(message, { kind: 'credential', remedy });
}

/** A variable that the CI sets, trimmed. Throws where it is missing, or nothing that a request could carry. */
function variable(
  name: string,
  { missing, strange }: IdTokenService,
  { env }: Pick<World, 'env'>,
): string {
  const text = env[name]?.trim();
  if (!text) throw refused(missing.message, missing.remedy);
  const character = unprintable(text);
  if (character) {
    throw refused(`The variable ${name} has ${character}, which no request can carry.`, strange);
  }
  return text;
}

/** It is not shown: it may hold more than a host. */
function addressOf(service: IdTokenService, world: Pick<World, 'env'>): URL {
  const url = URL.parse(variable(service.url, service, world));
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw refused(
    `The variable ${service.url} is no address that begins with https://.`,
    service.strange,
  );
}
