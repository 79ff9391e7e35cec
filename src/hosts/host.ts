import type { HostInput } from '../inputs/host-inputs.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { InputReader } from '../inputs/reader.ts';
import type { InputProblem } from '../model/errors.ts';
import type { Wording } from '../model/wording.ts';
import type { Snapshot } from '../polling/watch.ts';
import type { Colour } from '../render/colour.ts';
import type { Course } from '../render/course.ts';
import type { Outputs, outputNames } from '../render/outputs.ts';
import type { Report } from '../render/report.ts';
import type { HostAccess } from '../wait/connect.ts';

/**
 * Where a wait runs: a CI system, a terminal. All that one does otherwise than the others is here, and nothing of the wait;
 * what all of them do is in `session.ts`. Nothing here throws for want of a file or a reader: what could not be written is
 * given as a reason, empty where it was.
 */
export interface Host extends HostAccess {
  /** The text of an input, empty where it is not set. */
  input(name: string): string;
  /** What is wrong before any input is read: with them nothing else is looked at. */
  problems?: readonly InputProblem[];
  /** Inputs that only this host has. */
  inputs: readonly HostInput[];
  /** Reads those, and gives what it shows of a wait besides its lines. */
  publisher(reader: InputReader): Publisher;
  /** True of a machine that may have a role of its cloud. */
  isSelfHosted: boolean;
  /** A profile of the vendor's own tools to take the keys from. */
  profile?: string;
  /** Variables that hold a secret of the host's own. */
  secretVariables: readonly string[];
  wording: Wording;
  /** Hides a text in everything that is shown from now on. */
  mask(secret: string): void;
  screen: Screen;
  /** Sets an output for later steps; gives why it could not be set. */
  output(name: (typeof outputNames)[number], value: string): string;
  /** Writes all outputs where they belong together; gives why that could not be done. */
  allOutputs?(outputs: Outputs): string;
  /** Leaves a text for a later process that cleans up after this one; gives a sentence on what follows where it could not. */
  save(text: string): string;
  /** What was left by an earlier one; empty where nothing was. */
  load(): string;
}

/** Where people read along. Every text is taken as it came: the host makes its own commands in it harmless. */
export interface Screen {
  line(text: string, colour?: Colour): void;
  /** A line on how far the wait is, where the screen shows that in no other way; by default like any line. */
  progress?(text: string, colour?: Colour): void;
  /** Stands out, as an annotation does. */
  warning(text: string, title: string): void;
  error(text: string, title: string): void;
  /** Lines that open at a click, where the host can fold. */
  group(title: string, lines: readonly string[]): void;
  /** As many of each stand out, as far as the host shows; more are lines. */
  most: { warnings: number; errors: number };
}

/** What a host shows of a wait besides its lines: a summary, a check run. Each part is one that a host may lack. */
export interface Publisher {
  /** The wait begins, nothing is sent yet; `warn` tells what cannot be shown. Throws an InputError where it must not begin. */
  begin?(subject: Subject, warn: (text: string, title: string) => void, inputs: Inputs): void;
  update?(snapshot: Snapshot, course: Course): void;
  /** The end, in no time: outputs and lines are written, and the process may be about to be killed. */
  write?(report: Report): void;
  /** The end, where it takes a request. */
  complete?(report: Report): Promise<void>;
}

/** What is waited for, as a report names it. */
export type Subject = Required<Pick<Report, 'target' | 'acceptPartial'>>;
