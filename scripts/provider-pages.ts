import type { CloudName } from '../src/clouds/cloud.ts';
import { parentInputOf, requiredInputsOf } from '../src/providers/kind-inputs.ts';
import type { ProviderDefinition } from '../src/providers/provider.ts';
import { code, statesTable, table } from './tables.ts';

/** The generated parts of a provider's page by their names. */
export function pageRegions(
  definition: ProviderDefinition,
  examples: readonly string[],
): Record<string, string> {
  const shown = examples.filter((text) => text.includes(`provider: ${definition.name}\n`));
  return {
    facts: facts(definition),
    example: shown.map((text) => fenced('yaml', text.trimEnd())).join('\n\n'),
    policy: fenced('json', JSON.stringify(policy(definition), undefined, 2)),
    states: statesTable({ [definition.name]: definition }),
  };
}

function facts(definition: ProviderDefinition): string {
  const { product, permissions, idsPerRequest, inputs } = definition;
  const parent = parentInputOf(inputs);
  const [, action = ''] = permissions.wait.split(':');
  const cancel = permissions.cancel?.split(':')[1];
  return table(
    ['', ''],
    [
      ['API polled', `${code(action)} of ${product.code} ${product.version}`],
      ['Ids in one request', String(idsPerRequest)],
      ['Cancel', cancel ? code(cancel) : 'the cloud has no API for it'],
      ['Instead of `task-id`', parent ? code(parent.name) : '–'],
      ['Also needs', requiredInputsOf(inputs).map(code).join(', ') || '–'],
    ],
  );
}

/** Version and the form of a resource are the clouds' own: RAM writes `Version: "1"`, Volcengine's IAM none. */
function policy({ cloud, permissions }: ProviderDefinition): object {
  const { wait, cancel, result = [] } = permissions;
  const Action = [...new Set([wait, ...(cancel ? [cancel] : []), ...result])];
  const Resource: Record<CloudName, string | string[]> = { alibaba: '*', volcengine: ['*'] };
  const Statement = [{ Effect: 'Allow', Action, Resource: Resource[cloud] }];
  return cloud === 'alibaba' ? { Version: '1', Statement } : { Statement };
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
