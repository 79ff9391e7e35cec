import type { World } from '../../../model/world.ts';
import { summaryOf } from '../../../render/summary.ts';
import { LOST } from '../../ending.ts';
import { jobSummary } from '../../github/inputs.ts';
import type { Publisher, Screen } from '../../host.ts';
import { type Agent, buildkiteAgent } from './buildkite-agent.ts';
import type { CiLog, CiSystem } from './ci.ts';
import { harmless } from './harmless.ts';
import { plainScreen } from './none.ts';
import { warner } from './warner.ts';

/** https://buildkite.com/docs/agent/v3/cli-meta-data: a value has 100 kilobytes at most, an annotation's body a megabyte. */
const MOST_BYTES = 100_000;

/** A job of Buildkite. What its log cannot do is done by its agent, where that is in the PATH. */
export const buildkite: CiSystem = {
  name: 'buildkite',
  isHere: (env) => env.BUILDKITE === 'true',
  showsColours: true,
  open(log) {
    const screen = buildkiteScreen(log);
    const agent = buildkiteAgent(log.world.env);
    const metaData = inOrder(agent);
    return {
      screen,
      harmless,
      output(name, value) {
        if (Buffer.byteLength(value) > MOST_BYTES) {
          return `${name} is larger than the 100 kB that Buildkite keeps`;
        }
        // The agent refuses a value that is empty.
        if (value.trim() !== '') metaData.set(name, value);
        return '';
      },
      publisher: (reader) =>
        byAgent(agent, metaData, jobSummary.read(reader) && log.world.env, warner(screen)),
      // By the agent's own socket, no part of the log; where that fails, nothing here shows a secret all the same.
      mask: (secret) => void agent(['redactor', 'add'], secret),
      secretVariables: ['BUILDKITE_AGENT_ACCESS_TOKEN'],
      wording: {
        stopped: 'The job was cancelled, or its time was up',
        sender: 'The agent',
        issuer: "Buildkite's issuer is https://agent.buildkite.com",
      },
    };
  },
};

/**
 * Meta-data of the build, for all later steps. Each takes a request: they are sent all at once, but of one name one after
 * the other, so that the last value is the last one given.
 */
function inOrder(agent: Agent) {
  const last = new Map<string, Promise<string>>();
  return {
    set(name: string, value: string): void {
      const set = () => agent(['meta-data', 'set', `cloud-task-${name}`], value);
      last.set(name, last.get(name)?.then(set) ?? set());
    },
    /** Why some of it is not there, empty where all is. */
    async lost(): Promise<string> {
      const reasons = await Promise.all(last.values());
      return [...new Set(reasons.filter(Boolean))].join('; ');
    },
  };
}

/** Annotates the build with the summary, unless nobody wants it, and tells in the end what the agent could not do. */
function byAgent(
  agent: Agent,
  metaData: Pick<ReturnType<typeof inOrder>, 'lost'>,
  annotated: World['env'] | false,
  { begin, warn }: ReturnType<typeof warner>,
): Publisher {
  let annotating: Promise<string> | undefined;
  return {
    begin,
    write(report) {
      const { state, isOk } = report.outcome;
      const style = isOk ? 'success' : state === 'interrupted' ? 'warning' : 'error';
      if (annotated) annotating = agent(annotation(style, annotated), summaryOf(report));
    },
    async complete({ outcome: { state } }) {
      const [lost, unannotated] = await Promise.all([metaData.lost(), annotating]);
      if (lost) warn(`Later steps will miss outputs: ${lost}. The state is ${state}.`, LOST);
      if (unannotated) warn(`There is no summary: ${unannotated}`, 'Summary');
    },
  };
}

/** One for each job, to which each wait adds. */
function annotation(style: string, env: World['env']): string[] {
  const context = `cloud-task-${env.BUILDKITE_JOB_ID || 'job'}`;
  return ['annotate', '--style', style, '--context', context, '--append'];
}

/** Headers fold what is behind them (https://buildkite.com/docs/pipelines/configure/managing-log-output). */
function buildkiteScreen(log: CiLog): Screen {
  const { print } = log;
  const plain = plainScreen(log, harmless.line);
  let isFolded = false;
  // A group has no end but the next header: what is not of it must not be hidden with it.
  const unfold = () => {
    if (isFolded) print('+++ Wait for Cloud Task');
    isFolded = false;
  };
  return {
    ...plain,
    line(...given) {
      unfold();
      plain.line(...given);
    },
    warning(...given) {
      unfold();
      plain.warning(...given);
    },
    error(...given) {
      unfold();
      plain.error(...given);
      // Opens the group that the line is in.
      print('^^^ +++');
    },
    group(title, lines) {
      print(`--- ${harmless.line(title)}`);
      for (const line of lines) print(harmless.line(line));
      isFolded = true;
    },
  };
}
