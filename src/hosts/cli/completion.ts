import { providerNames } from '../../providers/index.ts';
import { type Flag, flags, verbNames } from './flags.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

const PROGRAM = 'wait-for-cloud-task';

/** A script for a shell: static, made of the tables that the command itself reads by. */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bash();
    case 'zsh':
      // zsh runs bash's completions as they are.
      return `#compdef ${PROGRAM}\nautoload -U +X bashcompinit && bashcompinit\n${bash()}`;
    case 'fish':
      return fish();
    default:
      return shell satisfies never;
  }
}

/** The values of a flag that takes one of a few; empty where it takes any. */
function valuesOf({ name, takes }: Flag): readonly string[] {
  if (takes === 'switch') return ['true', 'false'];
  if (name === 'provider') return providerNames;
  if (takes === 'FORM[=FILE]') return ['text', 'json', 'ndjson', 'env'];
  return takes.includes('|') ? takes.split('|') : [];
}

function bash(): string {
  const words = [...verbNames, ...providerNames].join(' ');
  const names = [...flags.map(({ name }) => `--${name}`), '--help', '--version'].join(' ');
  const cases = flags
    .filter((flag) => flag.takes !== 'switch' && valuesOf(flag).length > 0)
    .map((flag) => `    --${flag.name}) words="${valuesOf(flag).join(' ')}" ;;`);
  const files = flags.filter(({ takes }) => takes === 'FILE').map(({ name }) => `--${name}`);
  return `_wait_for_cloud_task() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words
  case "$before" in
${cases.join('\n')}
    ${files.join('|')}) COMPREPLY=($(compgen -f -- "$word")); return ;;
    completion) words="${shells.join(' ')}" ;;
    *)
      case "$word" in
        -*) words="${names}" ;;
        *) words="${words}" ;;
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _wait_for_cloud_task ${PROGRAM}
`;
}

function fish(): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const first = `complete -c ${PROGRAM} -f -n __fish_use_subcommand -a ${quoted([...verbNames, ...providerNames].join(' '))}`;
  const ofCompletion = `complete -c ${PROGRAM} -f -n '__fish_seen_subcommand_from completion' -a ${quoted(shells.join(' '))}`;
  const lines = flags.map((flag) => {
    const { name, takes, description } = flag;
    const values = valuesOf(flag);
    const value = takes === 'switch' ? '' : takes === 'FILE' ? ' -r -F' : ' -x';
    const listed = values.length > 0 && takes !== 'switch' ? ` -a ${quoted(values.join(' '))}` : '';
    const [sentence = ''] = description.split(/(?<=\.) /);
    return `complete -c ${PROGRAM} -l ${name}${value}${listed} -d ${quoted(sentence)}`;
  });
  return `${[first, ofCompletion, ...lines].join('\n')}\n`;
}
