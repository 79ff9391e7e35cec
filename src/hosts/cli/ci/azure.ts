import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { annotationText } from '../../../render/escape.ts';
import { summaryOf } from '../../../render/summary.ts';
import { addTo } from '../../github/files.ts';
import { jobSummary } from '../../github/inputs.ts';
import type { Screen } from '../../host.ts';
import type { CiLog, CiSystem } from './ci.ts';
import { harmless } from './harmless.ts';
import { warner } from './warner.ts';

/** The agent shows ten issues of each type (`ExecutionContext.cs`); one place is left for a warning that may come last. */
const MOST = { warnings: 9, errors: 10 };

/** What to do next stands at the end of what `annotation.ts` allows, and a title before it. */
const LONGEST_ISSUE = 4_200;

/**
 * An output becomes a variable of every later step, and a process starts with none that is longer: Linux takes 128 KiB of
 * one, Windows 32,767 characters.
 */
const LONGEST_VARIABLE = 32_000;

/** A job of Azure Pipelines (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands). */
export const azure: CiSystem = {
  name: 'azure',
  isHere: (env) => /^true$/i.test(env.TF_BUILD ?? ''),
  showsColours: true,
  open({ world, print, paint }) {
    const screen = azureScreen({ print, paint });
    return {
      screen,
      harmless,
      output(name, value) {
        if (value.length > LONGEST_VARIABLE) {
          return `${name} has ${value.length} characters, more than a variable may; \`--output json=FILE\` has it whole`;
        }
        print(
          command('task.setvariable', { variable: name, isOutput: 'true' }, withoutMacros(value)),
        );
        return '';
      },
      publisher(reader) {
        if (!jobSummary.read(reader)) return {};
        const { begin, warn } = warner(screen);
        const folder = world.env.AGENT_TEMPDIRECTORY || tmpdir();
        return {
          begin,
          write(report) {
            // The agent reads it once the step is over, and empties the folder behind the job.
            const file = join(folder, `cloud-task-${world.nonce()}.md`);
            const lost = addTo(file, summaryOf(report));
            if (lost) warn(`The summary could not be written: ${lost}`, 'Summary');
            else print(command('task.uploadsummary', {}, file));
          },
        };
      },
      wording: { stopped: 'The job was cancelled, or its time was up', sender: 'The agent' },
    };
  },
};

function azureScreen({ print, paint }: Pick<CiLog, 'print' | 'paint'>) {
  const issue = (type: 'warning' | 'error', text: string) =>
    print(command('task.logissue', { type }, annotationText(text, LONGEST_ISSUE)));
  return {
    most: MOST,
    line: (text, colour) => print(paint(harmless.line(text), colour)),
    warning: (text) => issue('warning', text),
    error: (text) => issue('error', text),
    group(title, lines) {
      print(`##[group]${harmless.line(title)}`);
      for (const line of lines) print(harmless.line(line));
      print('##[endgroup]');
    },
  } satisfies Screen;
}

/**
 * Before each step the agent fills in what it takes for `$(name)` in a variable, secrets of the pipeline among them
 * (`Variables.cs`, RecalculateExpanded): a cloud could ask for one. JSON says the same in other letters.
 */
function withoutMacros(value: string): string {
  return value.replaceAll('$(', /^[[{]/.test(value) ? '\\u0024(' : '$\\(');
}

function command(name: string, properties: Record<string, string>, data: string): string {
  const about = Object.entries(properties).map(([key, value]) => `${key}=${escaped(value)}`);
  return `##vso[${[name, about.join(';')].filter(Boolean).join(' ')}]${escaped(data)}`;
}

/** As the agent reads it back: microsoft/azure-pipelines-agent `src/Agent.Sdk/CommandStringConvertor.cs`. */
function escaped(text: string): string {
  return text
    .replaceAll('%', '%AZP25')
    .replaceAll(';', '%3B')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll(']', '%5D');
}
