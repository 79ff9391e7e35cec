import type { InputReader } from '../../../inputs/reader.ts';
import type { Wording } from '../../../model/wording.ts';
import type { World } from '../../../model/world.ts';
import type { Colour } from '../../../render/colour.ts';
import type { HostAccess } from '../../../wait/connect.ts';
import type { Host, Publisher, Screen } from '../../host.ts';

/** A CI system as the command line knows it before it has to do with it. */
export interface CiSystem {
  /** Value of `--ci`. */
  name: string;
  /** True where its variables are there. */
  isHere(env: World['env']): boolean;
  /** True where its log shows colours, though it is no terminal. */
  showsColours: boolean;
  open(log: CiLog): Ci;
}

/** What a CI system is given to write with. */
export interface CiLog {
  world: World;
  /** Writes one line to stderr, as it is: what of it is from outside must be harmless by then. */
  print(line: string): void;
  /** Colours a text that is harmless already, where colours are shown. */
  paint(text: string, colour?: Colour): string;
}

/** What a CI system does in its own way. What is left out is done as where there is none. */
export interface Ci {
  /** Folding, warnings and errors. Every text comes as it came: `harmless.line` is for what is no command. */
  screen: Screen;
  harmless: Harmless;
  /** Hands an output to later steps; gives why that could not be done. */
  output?: Host['output'];
  /** A summary and whatever else it shows of a wait, by inputs that may turn it off. */
  publisher?(reader: InputReader): Publisher;
  /**
   * Hides a text in everything that is shown from now on. Only where that is no line of the log, which may be led into a file:
   * what the command line writes holds no secret, and no other step can know those that were given to it alone.
   */
  mask?: Host['mask'];
  /** Variables that hold a secret of the system's own. */
  secretVariables?: readonly string[];
  /** Where a job gets its OIDC token without any flag. */
  idTokenOf?: HostAccess['idTokenOf'];
  wantsDigest?: boolean;
  /** What of the wording is another here: who issues its tokens, who stops a job. */
  wording?: Partial<Wording>;
}

/**
 * Text from outside in which this system finds no command. It reads stdout too, and so the data there: a line of text, and
 * JSON, which says the same in other letters (`#\u0023[`).
 */
export interface Harmless {
  /** One line, in which everything can be seen. */
  line(text: string): string;
  /** JSON of the same value. What is invisible in a terminal is escaped in it already. */
  json(text: string): string;
}
