import type { Wording } from '../../model/wording.ts';
import { refused } from './flags.ts';

/** What is no flag is told by what it is. */
const SECRETS: Readonly<Record<string, string>> = {
  'access-key-secret': 'the secret of the key (in the environment)',
  'security-token': 'the security token (in the environment)',
};

/** A command line has flags. */
export const cliWording: Wording = {
  input(name, value) {
    if (Object.hasOwn(refused, name)) return SECRETS[name] ?? name;
    return value === undefined ? `--${name}` : `--${name} ${value}`;
  },
  again: '`wait-for-cloud-task cancel` tries again',
  stopped: 'Ctrl+C or another program has stopped this command',
  sender: 'The system',
  before: 'The wait',
  issuer: 'The issuer is the service that your OIDC tokens come from',
};
