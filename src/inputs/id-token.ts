import type { IdTokenPlace } from '../clouds/id-token.ts';
import { splitCommand } from './command.ts';
import type { InputReader } from './reader.ts';
import { shown } from './shown.ts';

/** Inputs that say where an OIDC token is. */
export const idTokenInputs = ['oidc-token-env', 'oidc-token-file', 'oidc-token-command'] as const;

/** As every token begins: one that was given in place of what leads to it is not shown. */
const LIKE_A_TOKEN = /^eyJ/;

/**
 * Where those inputs say that the token is; undefined where the reader was told what is wrong. A value that may be the token
 * itself is never shown.
 */
export function readIdTokenPlace(reader: InputReader): IdTokenPlace | undefined {
  const [name, ...others] = idTokenInputs.filter((each) => reader.text(each));
  for (const other of others) {
    reader.problem(
      other,
      `{input:${other}} and {input:${name}} are both set, and each says where the OIDC token is. Set one of them.`,
    );
  }
  switch (name) {
    case 'oidc-token-env':
      return variableIn(reader);
    case 'oidc-token-file':
      return fileIn(reader);
    case 'oidc-token-command':
      return commandIn(reader);
    case undefined:
      return undefined;
    default:
      return name satisfies never;
  }
}

function variableIn(reader: InputReader): IdTokenPlace | undefined {
  const name = reader.text('oidc-token-env');
  if (!/^[A-Za-z_]\w{0,100}$/.test(name)) {
    reader.problem(
      'oidc-token-env',
      '{input:oidc-token-env} is not the name of a variable. Write the name, such as CLOUD_ID_TOKEN, not what it holds.',
    );
    return undefined;
  }
  if (reader.variable(name)) return { kind: 'variable', name };
  reader.problem(
    'oidc-token-env',
    `{input:oidc-token-env}: the variable \`${name}\` is not set, or empty. On GitLab, declare it by \`id_tokens\` in the job.`,
  );
  return undefined;
}

function fileIn(reader: InputReader): IdTokenPlace | undefined {
  const path = reader.text('oidc-token-file');
  if (reader.exists(path)) return { kind: 'file', path };
  const what = LIKE_A_TOKEN.test(path)
    ? 'it is a token, and not the path of a file that holds one'
    : `there is no file \`${shown(path)}\``;
  reader.problem(
    'oidc-token-file',
    `{input:oidc-token-file}: ${what}. Name a file that holds the token when this begins.`,
  );
  return undefined;
}

function commandIn(reader: InputReader): IdTokenPlace | undefined {
  const { args, wrong } = splitCommand(reader.text('oidc-token-command'));
  if (!wrong) return { kind: 'command', args };
  reader.problem(
    'oidc-token-command',
    `{input:oidc-token-command} ${wrong}. It is split at spaces; '…' and "…" hold together what is between them, and \\ takes the next character as it is, but not within '…'.`,
  );
  return undefined;
}
