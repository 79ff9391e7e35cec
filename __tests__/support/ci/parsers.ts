/**
 * How each CI finds commands in a log, written from its source and not from our escaping. Where two readers of one system
 * differ, a model finds what either does.
 */

/** A command as its system understood it: a name, properties, and the text that belongs to it. */
export interface Found {
  name: string;
  properties: Record<string, string>;
  data: string;
}

export type Parser = (log: string) => Found[];

/** By code, for a literal may not hold it. */
const ESC = '\\u001b';
const COLOURS = new RegExp(`${ESC}\\[[;\\d]*[mK]`, 'g');
/** What no host of ours writes: it colours, and clears a line. */
const ESCAPES = new RegExp(`${ESC}(?!\\[(?:\\d+m|0K))`, 'g');

/** The readers of .NET: a line ends with a line feed, a carriage return or both. */
const dotNetLines = (log: string) => log.split(/\r\n|\r|\n/);

/** Unescapes in the order of the source. */
const unescaped = (text: string, codes: readonly (readonly [code: string, char: string])[]) =>
  codes.reduce((rest, [code, char]) => rest.replaceAll(code, char), text);

function propertiesOf(text: string, between: string, read: (text: string) => string) {
  const pairs = text.split(between).filter(Boolean);
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const at = pair.indexOf('=');
      return at > 0 && at < pair.length - 1 ? [[pair.slice(0, at), read(pair.slice(at + 1))]] : [];
    }),
  );
}

/** What stands in brackets behind `prefix`, wherever in the line the first one is. */
function bracketed(line: string, prefix: string, read: (text: string) => string) {
  const begin = line.toLowerCase().indexOf(prefix);
  const end = line.indexOf(']', begin);
  if (begin < 0 || end < 0) return undefined;
  const [name = '', ...rest] = line.slice(begin + prefix.length, end).split(' ');
  const properties = propertiesOf(rest.join(' '), ';', read);
  return { name, properties, data: read(line.slice(end + 1)) };
}

/**
 * actions/runner `src/Runner.Common/ActionCommand.cs`: `TryParseV2`, and where that finds nothing `TryParse`. The runner asks
 * whether a name is registered (`ActionCommandManager.cs`); here every name is, in any case of its letters.
 */
export const githubParser: Parser = (log) =>
  dotNetLines(log).flatMap((line) => {
    const trimmed = line.trimStart();
    const end = trimmed.indexOf('::', 2);
    if (trimmed.startsWith('::') && end >= 0) {
      const [name = '', ...rest] = trimmed.slice(2, end).split(' ');
      const codes = [
        ['%0D', '\r'],
        ['%0A', '\n'],
        ['%25', '%'],
      ] as const;
      const ofProperty = [
        ['%0D', '\r'],
        ['%0A', '\n'],
        ['%3A', ':'],
        ['%2C', ','],
        ['%25', '%'],
      ] as const;
      const properties = propertiesOf(rest.join(' ').trim(), ',', (text) =>
        unescaped(text, ofProperty),
      );
      return [{ name, properties, data: unescaped(trimmed.slice(end + 2), codes) }];
    }
    const codes = [
      ['%3B', ';'],
      ['%0D', '\r'],
      ['%0A', '\n'],
      ['%5D', ']'],
      ['%25', '%'],
    ] as const;
    const found = bracketed(line, '##[', (text) => unescaped(text, codes));
    return found ? [found] : [];
  });

/**
 * microsoft/azure-pipelines-agent `Command.cs`, `CommandStringConvertor.cs`, and `WorkerCommandManager.cs`, which warns of
 * each `##vso` that is no command. The web page shows `##[group]` and its like, documented for the start of a line
 * (learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands); here they are found anywhere.
 */
export const azureParser: Parser = (log) =>
  dotNetLines(log).flatMap((line) => {
    const codes = [
      ['%3B', ';'],
      ['%0D', '\r'],
      ['%0A', '\n'],
      ['%5D', ']'],
      ['%AZP25', '%'],
    ] as const;
    const read = (text: string) => unescaped(text, codes);
    const command = bracketed(line, '##vso[', read);
    if (command?.name === 'task.setvariable') return [command, ...macrosIn(command.data)];
    if (command) return [command];
    if (/##vso/i.test(line)) return [{ name: 'warning of ##vso', properties: {}, data: line }];
    const shown = bracketed(line, '##[', String);
    return shown ? [{ ...shown, name: `[${shown.name}]` }] : [];
  });

/** `Variables.cs`, RecalculateExpanded: what is filled in before each step, to whatever it leads. */
const macrosIn = (value: string) =>
  [...value.matchAll(/\$\(([^)]+)\)/g)].map(([, data = '']) => ({
    name: 'macro',
    properties: {},
    data,
  }));

/**
 * gitlab-org/gitlab `lib/gitlab/ci/ansi2json/v2/converter.rb` by the regular expression of `lib/gitlab/regex.rb`, and the
 * viewer of whole logs, `app/assets/javascripts/ci/job_log_viewer/lib/scanner.js`: that one takes `section_`, wherever it
 * stands, with three parts between colons up to a carriage return or to the end of the line.
 */
export const gitlabParser: Parser = (log) =>
  log.split('\n').flatMap((line) => {
    const found: Found[] = [];
    for (let at = line.indexOf('section_'); at >= 0; ) {
      const begin = at + 'section_'.length;
      const end = line.indexOf('\r', begin);
      const text = line.slice(begin, end < 0 ? line.length : end);
      const [kind = '', time = '', name = '', ...rest] = text.split(':').map((part) => part.trim());
      if ((kind === 'start' || kind === 'end') && time !== '' && !Number.isNaN(Number(time))) {
        if (name !== '' && rest.length === 0) {
          found.push({ name: `section_${kind}`, properties: {}, data: name });
        }
      }
      // The converter goes on behind the prefix, the viewer behind the end: whatever either would see is looked at.
      at = line.indexOf('section_', begin);
    }
    // Both obey escapes: those that are not ours would move the cursor, or hide a line.
    const escapes = [...line.matchAll(ESCAPES)];
    return [...found, ...escapes.map(() => ({ name: 'escape', properties: {}, data: line }))];
  });

/**
 * buildkite/agent `agent/header_times_streamer.go`: colours are taken off, then a header stands at the start of a line. The
 * job runs in a pseudo terminal, which puts a carriage return before each line feed.
 */
export const buildkiteParser: Parser = (log) =>
  log.split('\n').flatMap((line) => {
    const bare = `${line}\r`.replaceAll(COLOURS, '');
    const [, header] = /^(---|\+\+\+|~~~)\s/.exec(bare) ?? [];
    if (header) return [{ name: header, properties: {}, data: bare.slice(4).trim() }];
    return /^\^\^\^\s\+\+\+/.test(bare) ? [{ name: '^^^', properties: {}, data: '' }] : [];
  });

/**
 * TeamCity, for which there is no host: `##teamcity[name …]`
 * (jetbrains.com/help/teamcity/service-messages.html).
 */
export const teamcityParser: Parser = (log) =>
  dotNetLines(log).flatMap((line) => bracketed(line, '##teamcity[', String) ?? []);

export const PARSERS = {
  github: githubParser,
  gitlab: gitlabParser,
  azure: azureParser,
  buildkite: buildkiteParser,
  teamcity: teamcityParser,
} as const;
