import { ciNames } from './ci/registry.ts';
import { formNames } from './data/forms.ts';
import { inputFlags } from './flags.generated.ts';

/** What can be done, in the order of the help. `wait` may be left out. */
export const verbNames = ['wait', 'check', 'cancel', 'kinds', 'emulator', 'completion'] as const;
export type Verb = (typeof verbNames)[number];

/** What may be typed behind two hyphens. */
export interface Flag {
  name: string;
  description: string;
  /** What stands behind it, as the help shows it; a switch takes `true`, `false` or nothing. */
  takes: 'switch' | Uppercase<string> | `${string}|${string}`;
  /** Given more than once, all count; else the last one does. */
  isMany?: true;
  default?: string;
  /** The kinds that have it, where not all do. */
  kinds?: readonly string[];
  verbs: readonly Verb[];
}

const WAITS: readonly Verb[] = ['wait', 'check'];
const CALLS: readonly Verb[] = ['wait', 'check', 'cancel'];

/** What means nothing to a cancel: how long and how something is waited for. */
const OF_WAITS = [
  'timeout',
  'poll-interval',
  'expected-duration',
  'fail-fast',
  'accept-partial',
  'on-cancel',
  'mode',
  'job-summary',
];

/** Inputs of the action that are no flags here, with what to do instead. */
export const refused: Readonly<Record<string, { isSecret: boolean; remedy: string }>> = {
  'access-key-secret': { isSecret: true, remedy: secretsRemedy('SECRET') },
  'security-token': { isSecret: true, remedy: secretsRemedy('TOKEN') },
  'github-token': {
    isSecret: true,
    remedy: 'A check run is shown by the action alone; leave it out.',
  },
  'check-name': {
    isSecret: false,
    remedy: 'A check run is shown by the action alone; leave it out.',
  },
};

function secretsRemedy(what: 'SECRET' | 'TOKEN'): string {
  const [alibaba, volcengine] = {
    SECRET: ['ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'VOLCENGINE_SECRET_KEY'],
    TOKEN: ['ALIBABA_CLOUD_SECURITY_TOKEN', 'VOLCENGINE_SESSION_TOKEN'],
  }[what];
  return `Set the variable ${alibaba} or ${volcengine}, name a profile with \`--profile\`, or assume a role.`;
}

/** The texts of `action.yml` that are about workflows, as they are for a command. */
const TEXTS: Readonly<Record<string, string>> = {
  provider: 'Kind of task; may be typed as the first word. `wait-for-cloud-task kinds` lists all.',
  'task-id': 'Ids of tasks; may be typed behind the kind.',
  'on-cancel':
    'What becomes of the task in the cloud at Ctrl+C or SIGTERM: `leave` lets it run, `cancel` cancels it where the cloud has an API for that.',
  'access-key-id':
    "Access key id; its secret comes from the environment. Default: the variables, the profile and the roles that the cloud's own tools use.",
  'role-to-assume':
    'ARN (Alibaba Cloud) or TRN (Volcengine) of a role to assume with an OIDC token. The session is renewed during the wait.',
  'job-summary': '`false` leaves out the summary that a CI shows of a job.',
};

/** What stands behind an input, where more can be said than that it is a value. */
const TAKES: Readonly<Record<string, Flag['takes']>> = {
  provider: 'KIND',
  'task-id': 'ID',
  region: 'REGION',
  timeout: 'DURATION',
  'poll-interval': 'DURATION',
  'expected-duration': 'DURATION',
  'role-session-duration': 'DURATION',
  endpoint: 'URL',
  'sts-endpoint': 'URL',
  network: 'public|vpc',
  'on-cancel': 'leave|cancel',
  mode: 'wait|check',
};

/** Flags that the action has no input for. */
const own: readonly Flag[] = [
  {
    name: 'output',
    takes: 'FORM[=FILE]',
    isMany: true,
    default: 'text',
    description: `The result, as ${formNames.join(', ')}: on stdout, or in a file. May be given several times.`,
    verbs: WAITS,
  },
  {
    name: 'summary',
    takes: 'FILE',
    description: 'Writes the summary of the action to a Markdown file.',
    verbs: WAITS,
  },
  {
    name: 'state',
    takes: 'FILE',
    description:
      'Writes down what is waited for, and what it came to, so that `wait-for-cloud-task cancel --state FILE` needs nothing else.',
    verbs: CALLS,
  },
  {
    name: 'profile',
    takes: 'NAME',
    description: "Takes the keys of this profile of the cloud's own command line.",
    verbs: CALLS,
  },
  {
    name: 'quiet',
    takes: 'switch',
    default: 'false',
    description: 'Nothing on stderr where all is well, and four lines at most where not.',
    verbs: CALLS,
  },
  {
    name: 'color',
    takes: 'auto|always|never',
    default: 'auto',
    description: 'Colours; before the variables NO_COLOR and FORCE_COLOR.',
    verbs: CALLS,
  },
  {
    name: 'ci',
    takes: ciNames.join('|') as `${string}|${string}`,
    default: 'auto',
    description: 'The CI whose ways of folding, errors and outputs are used.',
    verbs: CALLS,
  },
];

/** Every flag, the inputs first. */
export const flags: readonly Flag[] = [
  ...inputFlags
    .filter(({ name }) => !Object.hasOwn(refused, name))
    .map((input): Flag => {
      const isSwitch = input.default === 'true' || input.default === 'false';
      return {
        ...input,
        description: TEXTS[input.name] ?? input.description,
        takes: isSwitch ? 'switch' : (TAKES[input.name] ?? 'VALUE'),
        ...(input.name === 'task-id' && { isMany: true }),
        verbs: OF_WAITS.includes(input.name) ? WAITS : CALLS,
      };
    }),
  ...own,
];

/** True of a flag that is an input of the wait. */
export function isInput(name: string): boolean {
  return inputFlags.some((input) => input.name === name);
}
