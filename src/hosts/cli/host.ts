import type { World } from '../../model/world.ts';
import { painter } from '../../render/colour.ts';
import type { Host, Screen } from '../host.ts';
import { secretsOf } from '../prepared.ts';
import type { CommandLine } from './arguments.ts';
import type { Ci } from './ci/ci.ts';
import { noCi } from './ci/none.ts';
import { ciSystem } from './ci/registry.ts';
import { hasColours } from './colours.ts';
import { createData } from './data/sinks.ts';
import { refuseIdToken } from './id-token.ts';
import { keySecret } from './key-secret.ts';
import { readOptions } from './options.ts';
import { together } from './publishers.ts';
import { quietScreen } from './quiet.ts';
import { stateKeeper } from './state.ts';
import { summaryFile } from './summary.ts';
import type { Terminal } from './terminal.ts';
import { isLive, type OpenView, plainView } from './view.ts';
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
  const log = { world, print: streams.line, paint };
  const ci: Ci = system?.open(log) ?? noCi(log);
  const view = viewOn(ci.screen, streams.terminal, options, world, openView);
  const data = createData(options.outputs, ci.harmless, streams.data);
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
        view.publisher,
        summary === undefined ? {} : summaryFile(summary, reader, view.screen),
        ci.publisher?.(reader) ?? {},
      ]);
    },
    // Whoever types a command, or pays for the machine, may use what the machine has.
    isSelfHosted: true,
    ...(options.profile !== undefined && { profile: options.profile }),
    secretVariables: ci.secretVariables ?? [],
    wording: { ...cliWording, ...ci.wording },
    mask: (secret) => ci.mask?.(secret),
    idTokenOf: ci.idTokenOf ?? refuseIdToken,
    wantsDigest: ci.wantsDigest ?? false,
    screen: view.screen,
    output: (name, value) => ci.output?.(name, value) ?? '',
    allOutputs: data.end,
    // What is still to be cancelled stands in the state file.
    save: () => '',
    load: () => '',
  };
  return { host, close: view.close };
}

function viewOn(
  screen: Screen,
  terminal: Terminal | undefined,
  options: { ci: string; quiet: boolean },
  world: World,
  openView: OpenView | undefined,
) {
  if (options.quiet) return { ...plainView(screen), ...quietScreen(screen) };
  const isDrawn = terminal && openView && isLive(terminal, options, world.env);
  return isDrawn ? openView(terminal, screen, world) : plainView(screen);
}
