import { kindInputs } from '../providers/kind-inputs.generated.ts';
import { type OwnInput, parentInputOf, requiredInputsOf } from '../providers/kind-inputs.ts';
import type { ProviderDefinition } from '../providers/provider.ts';
import { id, ids, matching, SET_NOTHING, singleId } from './fields.ts';
import { type InputReader, readField } from './reader.ts';

/** What is waited for. */
export interface Targets {
  taskIds: string[];
  /** Ids of what the tasks belong to, in place of task ids. */
  parents: string[];
  /** What was given in the kind's own inputs, by their names. */
  given: Readonly<Record<string, string>>;
}

/** Reads what the chosen kind declares. An input of another kind is a warning, whatever it holds. */
export function readTargets({ name, inputs }: ProviderDefinition, reader: InputReader): Targets {
  for (const other of kindInputs) {
    if (reader.text(other) && !inputs.some((input) => input.name === other)) {
      reader.warning(`\`{input:${other}}\` has no meaning for ${name} and is not used.`);
    }
  }
  for (const required of requiredInputsOf(inputs)) {
    if (!reader.text(required)) {
      reader.problem(required, `{input:${required}} is missing: ${name} needs it.`);
    }
  }
  const parent = parentInputOf(inputs);
  const taskIds = readField(reader, 'task-id', ids) ?? [];
  const parents =
    (parent && readField(reader, parent.name, parent.reads === 'ids' ? ids : singleId)) ?? [];
  if (!reader.text('task-id') && !(parent && reader.text(parent.name))) {
    const instead = parent ? ` or {input:${parent.name}}` : '';
    reader.problem(
      'task-id',
      `{input:task-id}${instead} is missing or empty: there is nothing to wait for. ${SET_NOTHING}`,
    );
  } else if (reader.text('task-id') && parent && reader.text(parent.name)) {
    reader.warning(`\`{input:${parent.name}}\` is not used, because \`{input:task-id}\` is given.`);
  }
  const given = inputs.flatMap((input): [string, string][] => {
    const value = input.isParent ? undefined : readField(reader, input.name, schemaOf(input));
    if (value === undefined) return [];
    if (!input.isParent && input.isOfParent && parent && taskIds.length > 0) {
      reader.warning(
        `\`{input:${input.name}}\` is not used: it chooses among the tasks of \`{input:${parent.name}}\` only.`,
      );
    }
    return [[input.name, value]];
  });
  return {
    taskIds,
    parents: reader.text('task-id') ? [] : parents,
    given: Object.fromEntries(given),
  };
}

function schemaOf({ reads }: OwnInput) {
  return reads === 'id' ? id : matching(reads.pattern, reads.form);
}
