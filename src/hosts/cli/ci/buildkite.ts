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
    const outputs = new Map<string, string>();
    return {
      screen,
      harmless,
      output(name, value) {
        if (Buffer.byteLength(value) > MOST_BYTES) {
          return `${name} is larger than the 100 kB that Buildkite keeps`;
        }
        // The ids, as soon as they are known; all else belongs together.
        if (name === 'tasks' && outputs.size === 0) void metaData(name, value);
        outputs.set(name, value);
        return '';
      },
      publisher: (reader) =>
        byAgent(
          { agent, metaData, env: log.world.env, isAnnotated: jobSummary.read(reader) },
          outputs,
          warner(screen),
        ),
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

type SetMetaData = (name: string, value: string) => Promise<string>;

/** Sets meta-data of the build, of one name one value after the other: the last one set is the last one that was given. */
function inOrder(agent: Agent): SetMetaData {
  const last = new Map<string, Promise<string>>();
  return (name, value) => {
    const set = () => agent(['meta-data', 'set', `cloud-task-${name}`], value);
    const before = last.get(name);
    const now = before ? before.then(set) : set();
    last.set(name, now);
    return now;
  };
}

/** By what a wait is told of besides its lines. */
interface Means {
  agent: Agent;
  metaData: SetMetaData;
  env: World['env'];
  isAnnotated: boolean;
}

/**
 * Hands outputs on as meta-data of the build, and the summary as an annotation, all at once since each takes a request. What
 * fails before the wait has begun is not waited for: what has been started goes on by itself.
 */
function byAgent(
  { agent, metaData, env, isAnnotated }: Means,
  outputs: ReadonlyMap<string, string>,
  { begin, warn }: ReturnType<typeof warner>,
): Publisher {
  let sent: Promise<readonly [meta: string[], annotation: string]> | undefined;
  return {
    begin,
    write(report) {
      const { state, isOk } = report.outcome;
      const style = isOk ? 'success' : state === 'interrupted' ? 'warning' : 'error';
      // The agent refuses a value that is empty.
      const filled = [...outputs].filter(([, value]) => value.trim() !== '');
      sent = Promise.all([
        Promise.all(filled.map(([name, value]) => metaData(name, value))),
        isAnnotated ? agent(annotation(style, env), summaryOf(report)) : '',
      ]);
    },
    async complete({ outcome: { state } }) {
      const [meta, unannotated] = (await sent) ?? [[], ''];
      const lost = [...new Set(meta.filter(Boolean))].join('; ');
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
