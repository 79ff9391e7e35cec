import { annotationText, commandlessJson } from '../../../render/escape.ts';
import type { Harmless } from './ci.ts';

const LONGEST_LINE = 8_000;

/**
 * What a CI takes for a command at the start of a line: `::error::` of GitHub, and the headers of Buildkite (buildkite/agent
 * `agent/header_times_streamer.go`), behind which a terminal puts a carriage return.
 */
const AT_START = /^(?:::|(?:---|\+\+\+|~~~)(?:\s|$)|\^\^\^\s)/;

/**
 * One rule for all systems, and for none: what a log or a file goes through before a person reads it, nobody knows here. A
 * backslash breaks in a line what a system would obey, JSON says the same in other letters.
 */
export const harmless: Harmless = {
  line(text) {
    const line = annotationText(text, LONGEST_LINE);
    return AT_START.test(line) ? `\\${line}` : line;
  },
  json: commandlessJson,
};
