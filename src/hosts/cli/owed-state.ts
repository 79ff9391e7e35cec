import { shown } from '../../inputs/shown.ts';
import type { InputProblem } from '../../model/errors.ts';
import type { CommandLine } from './arguments.ts';
import { isInput } from './flags.ts';
import { loadRecord } from './state-file.ts';
import { type StateRecord, TYPED_AGAIN } from './state-record.ts';

/** What is to be cancelled, as if all of it had been typed. */
export interface Owed {
  line: CommandLine;
  isFromState: boolean;
  /** Why nothing is to be done. */
  nothing?: string;
}

/** Of a line with `--state`, what stands in that file; of any other, what was typed. */
export function owedBy(line: CommandLine): Owed {
  const path = line.options.state?.at(-1);
  if (path === undefined || path.trim() === '') return { line, isFromState: false };
  const problems = [...line.problems, ...besides(line)];
  const { record, problem } = problems.length > 0 ? {} : loadRecord(path);
  if (problem) {
    const message = `--state: \`${shown(path)}\` cannot be relied on: ${problem}`;
    problems.push({ input: 'state', message });
  }
  if (problems.length > 0) return { line: { ...line, problems }, isFromState: true };
  if (!record) {
    return { line, isFromState: true, nothing: `Nothing is cancelled: there is no file ${path}.` };
  }
  return fromRecord(line, record);
}

/** The file names the tasks, and where they are: whatever is typed besides would lead to others. */
function besides({ inputs }: CommandLine): InputProblem[] {
  return Object.keys(inputs)
    .filter((input) => isInput(input) && input !== TYPED_AGAIN)
    .map((input) => ({
      input,
      message: `{input:${input}} stands in the file that --state names; leave one of them out.`,
    }));
}

function fromRecord(line: CommandLine, record: StateRecord): Owed {
  const { provider, taskIds, inputs, profile, end } = record;
  const open = taskIds.filter((id) => !end?.settled.includes(id));
  const { [TYPED_AGAIN]: command = '' } = line.inputs;
  const again = command === '' ? {} : { [TYPED_AGAIN]: command };
  const texts = { ...inputs, ...again, provider, 'task-id': open.join('\n') };
  const named = profile === undefined ? {} : { profile: [profile] };
  const told: CommandLine = {
    ...line,
    inputs: texts,
    options: { ...named, ...line.options },
  };
  if (taskIds.length === 0) {
    // What a parent has newest by now may be another's task.
    const nothing = 'Nothing is cancelled: the wait ended before any task was known.';
    return { line: told, isFromState: true, nothing };
  }
  if (open.length > 0) return { line: told, isFromState: true };
  const nothing = `Nothing is cancelled: the wait ended as ${end?.state}, and all of its tasks had ended.`;
  return { line: told, isFromState: true, nothing };
}
