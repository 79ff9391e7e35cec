import { summaryOf } from '../../../render/summary.ts';
import { jobSummary } from '../../github/inputs.ts';
import type { Publisher, Screen } from '../../host.ts';
import { type Agent, buildkiteAgent } from './buildkite-agent.ts';
import type { CiLog, CiSystem } from './ci.ts';
import { harmless } from './harmless.ts';
import { plainScreen } from './none.ts';
import { warner } from './warner.ts';

/** https://buildkite.com/docs/agent/v3/cli-meta-data: a value has 100 kilobytes at most, an annotation's body a megabyte. */
const MOST_BYTES = 100_000;

/** A job of Buildkite. */
export const buildkite: CiSystem = {
  name: 'buildkite',
  isHere: (env) => env.BUILDKITE === 'true',
  showsColours: true,
  open: (log) => openBuildkite(log, buildkiteAgent(log.world.env)),
};

/** The same with an agent of one's own. */
export function openBuildkite({ world, print, paint }: CiLog, agent: Agent) {
  const screen = buildkiteScreen({ world, print, paint });
  const outputs = new Map<string, string>();
  return {
    screen,
    harmless,
    output(name: string, value: string) {
      const isTooLong = Buffer.byteLength(value) > MOST_BYTES;
      // The agent refuses an empty value; one of an earlier attempt would be taken for this one's.
      if (!isTooLong) outputs.set(name, value);
      return isTooLong ? `${name} is larger than the 100 kB that Buildkite keeps` : '';
    },
    publisher: (reader: Parameters<typeof jobSummary.read>[0]): Publisher => {
      const isShown = jobSummary.read(reader);
      const { begin, warn } = warner(screen);
      let sent: Promise<string[]> = Promise.resolve([]);
      return {
        begin,
        // What fails early does not wait for it: what has begun goes on by itself.
        write(report) {
          const { state, isOk } = report.outcome;
          const style = isOk ? 'success' : state === 'interrupted' ? 'warning' : 'error';
          const work = [...outputs].filter(([, value]) => value.trim() !== '');
          sent = Promise.all([
            ...work.map(([name, value]) =>
              agent(['meta-data', 'set', `cloud-task-${name}`], value),
            ),
            ...(isShown ? [agent(annotation(style, world.env), summaryOf(report))] : []),
          ]);
        },
        async complete() {
          const reasons = [...new Set((await sent).filter(Boolean))];
          if (reasons.length > 0)
            warn(`Buildkite has not taken all of the result: ${reasons.join('; ')}`, 'Buildkite');
        },
      };
    },
    // By the agent's own socket, no part of the log; where that fails, nothing here shows a secret all the same.
    mask: (secret: string) => void agent(['redactor', 'add'], secret),
    secretVariables: ['BUILDKITE_AGENT_ACCESS_TOKEN'],
    wording: {
      stopped: 'The job was cancelled, or its time was up',
      sender: 'The agent',
      issuer: "Buildkite's issuer is https://agent.buildkite.com",
    },
  };
}

/** One for each job, to which each wait adds. */
function annotation(style: string, env: CiLog['world']['env']): string[] {
  const context = `cloud-task-${env.BUILDKITE_JOB_ID || 'job'}`;
  return ['annotate', '--style', style, '--context', context, '--append'];
}

/** Headers fold what is behind them (https://buildkite.com/docs/pipelines/configure/managing-log-output). */
function buildkiteScreen(log: CiLog): Screen {
  const { print } = log;
  const plain = plainScreen(log);
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
