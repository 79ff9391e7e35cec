import { EXIT } from './exit-code.ts';
import { type Flag, flags, type Verb } from './flags.ts';

/** Everything that `--help` says, as data: the page `docs/cli.md` is written from it too. */
interface Reference {
  verbs: readonly { name: Verb; usage: string; what: string }[];
  groups: readonly { title: string; flags: readonly Flag[] }[];
  exitCodes: readonly { code: number; what: string }[];
}

const KIND = '<kind> <id>…';

export const reference: Reference = {
  verbs: [
    { name: 'wait', usage: `[wait] ${KIND}`, what: 'Waits until the tasks have ended.' },
    { name: 'check', usage: `check ${KIND}`, what: 'Looks once.' },
    {
      name: 'cancel',
      usage: `cancel ${KIND} | cancel --state FILE`,
      what: 'Cancels what still runs.',
    },
    { name: 'kinds', usage: 'kinds', what: 'Lists what can be waited for.' },
    { name: 'emulator', usage: 'emulator', what: 'Plays both clouds on this machine, to try it.' },
    {
      name: 'completion',
      usage: 'completion bash|zsh|fish',
      what: 'Prints a script that lets the shell complete verbs, kinds and flags.',
    },
  ],
  groups: groupsOf(flags),
  exitCodes: [
    { code: EXIT.succeeded, what: 'succeeded, or in part where that is accepted' },
    { code: EXIT.failed, what: 'failed, canceled, or succeeded in part' },
    { code: EXIT.usage, what: 'wrong usage or inputs, or no credentials; nothing was sent' },
    { code: EXIT.stillRuns, what: 'check: the task still runs' },
    { code: EXIT.notFound, what: 'not found' },
    { code: EXIT.error, what: 'a permission is missing, credentials were refused, other errors' },
    { code: EXIT.timedOut, what: 'timed out' },
    { code: EXIT.interrupted, what: 'ended by SIGINT (Ctrl+C)' },
    { code: EXIT.terminated, what: 'ended by SIGTERM' },
  ],
};

/** By what they are about; a flag that is in none of the lists is of how it is waited for. */
function groupsOf(all: readonly Flag[]): Reference['groups'] {
  const credentials = /^(access-key-id|role-|oidc-|profile)/;
  const where = ['network', 'endpoint', 'sts-endpoint', 'region'];
  const result = ['output', 'summary', 'state', 'quiet', 'color', 'ci', 'job-summary'];
  const groupOf = ({ name, kinds }: Flag): string => {
    if (kinds || name === 'provider' || name === 'task-id') return 'What is waited for';
    if (where.includes(name)) return 'Where';
    if (credentials.test(name)) return 'Who asks';
    return result.includes(name) ? 'What is shown and written' : 'How';
  };
  const byGroup = Map.groupBy(all, groupOf);
  const titles = ['What is waited for', 'Where', 'How', 'Who asks', 'What is shown and written'];
  return titles.map((title) => ({ title, flags: byGroup.get(title) ?? [] }));
}
