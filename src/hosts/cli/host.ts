import type { World } from '../../model/world.ts';
import { painter } from '../../render/colour.ts';
import type { Host } from '../host.ts';
import { secretsOf } from '../prepared.ts';
import type { CommandLine } from './arguments.ts';
import type { Ci } from './ci/ci.ts';
import { noCi } from './ci/none.ts';
import { ciSystem } from './ci/registry.ts';
import { hasColours } from './colours.ts';
import { createData } from './data/sinks.ts';
import { ownIdTokens, tokenSecrets } from './id-token.ts';
import { keySecret } from './key-secret.ts';
import { type Destination, readOptions } from './options.ts';
import { together } from './publishers.ts';
import { quietScreen } from './quiet.ts';
import { stateKeeper } from './state.ts';
import { summaryFile } from './summary.ts';
import type { Terminal } from './terminal.ts';
import { type Ground, isLive, type OpenView, plainView, type View } from './view.ts';
import { cliWording } from './wording.ts';

/** Where a command writes. */
export interface Streams {
  /** To stdout, as it is. */
  data(text: string): void;
  /** To stderr, as it is, with the end of the line. */
  line(text: string): void;
  /** stderr, where it is a terminal. */
  terminal: Terminal | undefined;
}

/** The host of a command, and what gives its terminal back. */
interface CommandHost {
  host: Host;
  close(): void;
}

/** A command line, on a desk or in any CI. `openView` draws the wait on a terminal. */
export function commandHost(
  line: CommandLine,
  world: World,
  streams: Streams,
  openView?: OpenView,
): CommandHost {
  const { options, problems } = readOptions(line.options);
  const { env } = world;
  const system = ciSystem(options.ci, env);
  const paint = painter(
    hasColours(options, env, {
      isTerminal: streams.terminal !== undefined,
      isShown: system?.showsColours ?? false,
    }),
  );
  const view = viewOn(streams, options, { clock: world.clock, env, paint }, openView);
  const log = { world, print: view.line, paint };
  const ci: Ci = system?.open(log) ?? noCi(log);
  const shown = options.quiet
    ? quietScreen(ci.screen)
    : { screen: view.over(ci.screen), publisher: view.publisher };
  const data = createData(outputsOn(streams, line, options), ci.harmless, view.data);
  const hide = <T>(value: T) => secretsOf(host, world).hide(value);
  const host: Host = {
    input: (name) => line.inputs[name] ?? keySecret(name, line.inputs, env),
    problems: [...line.problems, ...problems],
    inputs: [],
    publisher(reader) {
      data.open(reader);
      const { state, summary } = options;
      return together([
        state === undefined ? {} : stateKeeper(state, { ...line, ...options }, world, hide),
        data.publisher,
        shown.publisher,
        summary === undefined ? {} : summaryFile(summary, reader, shown.screen),
        ci.publisher?.(reader) ?? {},
      ]);
    },
    // Whoever types a command, or pays for the machine, may use what the machine has.
    isSelfHosted: true,
    ...(options.profile !== undefined && { profile: options.profile }),
    secretVariables: [...tokenSecrets, ...(ci.secretVariables ?? [])],
    wording: { ...cliWording, ...ci.wording },
    mask: (secret) => ci.mask?.(secret),
    idTokenOf: ci.idTokenOf ?? ownIdTokens(world),
    wantsDigest: ci.wantsDigest ?? false,
    screen: shown.screen,
    output: (name, value) => ci.output?.(name, value) ?? '',
    allOutputs: data.end,
    // What is still to be cancelled stands in the state file.
    save: () => '',
    load: () => '',
  };
  return { host, close: view.close };
}

/** A terminal that shows both has the state and the results already, in the log: unasked for, they are not said twice. */
function outputsOn(
  { terminal }: Streams,
  { options: typed }: CommandLine,
  { outputs, quiet }: { outputs: readonly Destination[]; quiet: boolean },
): readonly Destination[] {
  return terminal?.showsData && !typed.output && !quiet ? [] : outputs;
}

function viewOn(
  { terminal, line, data }: Streams,
  options: { ci: string; quiet: boolean },
  ground: Pick<Ground, 'clock' | 'env' | 'paint'>,
  openView: OpenView | undefined,
): View {
  return openView && isLive(terminal, options, ground.env)
    ? openView({ ...ground, terminal, data })
    : plainView({ line, data });
}
