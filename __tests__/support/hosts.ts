import { githubHost } from '../../src/hosts/github/github.ts';
import { githubWording } from '../../src/hosts/github/wording.ts';
import type { Commands } from '../../src/hosts/github/workflow-commands.ts';
import type { Host } from '../../src/hosts/host.ts';
import { worded } from '../../src/model/wording.ts';
import type { World } from '../../src/model/world.ts';
import type { Report } from '../../src/render/report.ts';
import { createSecrets, type Secrets } from '../../src/secrets/secrets.ts';
import { connect } from '../../src/wait/connect.ts';
import type { Outcome } from '../../src/wait/outcome.ts';
import { type Reporter, run } from '../../src/wait/run.ts';
import { readAll, type Texts } from './inputs.ts';

/** A text of ours as a workflow's user reads it. */
export const asOnGitHub = <T>(value: T): T => worded(value, githubWording);

/** No secrets, and GitHub's words in what is told. */
export function tellingSecrets(): Secrets {
  return { ...createSecrets(), hide: asOnGitHub };
}

/** Waits by inputs as they are typed, without a host: nothing is shown. */
export async function runBy(
  texts: Texts,
  world: World,
  reporter: Omit<Reporter, 'hide'>,
  signal: AbortSignal,
): Promise<{ outcome: Outcome; timeoutMs: number }> {
  const secrets = tellingSecrets();
  const { inputs, credentials } = readAll(texts);
  const access = { idTokenOf: githubHost(world, commandsOf({})).idTokenOf, wantsDigest: false };
  const connection = connect(inputs, credentials, world, access, secrets);
  const told = { ...reporter, hide: secrets.hide };
  const outcome = await run(inputs, connection, world, told, signal);
  return { outcome, timeoutMs: inputs.timeoutMs };
}

/** The runner's commands where nothing is written but what `change` says. */
export function commandsOf(texts: Texts, change: Partial<Commands> = {}): Commands {
  const nothing = () => undefined;
  return {
    getInput: (name) => texts[name] ?? '',
    getState: () => '',
    saveState: () => '',
    setOutput: () => '',
    addSummary: () => '',
    declareArtifacts: () => '',
    setSecret: nothing,
    error: nothing,
    warning: nothing,
    info: nothing,
    startGroup: nothing,
    endGroup: nothing,
    logTaken: async () => undefined,
    ...change,
  };
}

/** The host, and the report that it is given in the end. */
export function reported(host: Host): { host: Host; report(): Report } {
  let given: Report | undefined;
  const publisher: Host['publisher'] = (reader) => {
    const own = host.publisher(reader);
    const write = (report: Report) => {
      given = report;
      own.write?.(report);
    };
    return { ...own, write };
  };
  return {
    host: { ...host, publisher },
    report() {
      if (!given) throw new Error('no report was written');
      return given;
    },
  };
}
