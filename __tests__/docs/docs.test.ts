import { describe, expect, test } from '@jest/globals';
import { CHINESE } from '../../scripts/chinese.ts';
import { generate } from '../../scripts/docs.ts';
import { optionSections } from '../../scripts/options.ts';
import { chineseRegions, readmeRegions } from '../../scripts/readme.ts';
import { render } from '../../scripts/regions.ts';
import { type Action, readSources, type Sources } from '../../scripts/sources.ts';
import { providers } from '../support/definitions.ts';

const action: Action = {
  inputs: {
    provider: { description: 'Kind of task. The README has them all.', required: true },
    timeout: { description: 'How long\nto wait | at most.', default: '60m' },
  },
  outputs: { state: { description: 'What it came to.' } },
};
const sources = readSources();
const few: Sources = { ...sources, action };

describe('render', () => {
  const regions = { inputs: 'new', 'examples/a.yml': 'same' };
  const text = (inputs: string) =>
    `# Title\n<!-- inputs:begin -->\n${inputs}\n<!-- inputs:end -->\nby hand\n` +
    '<!-- examples/a.yml:begin -->\nsame\n<!-- examples/a.yml:end -->\n';

  test('names the region that is stale and writes it, and nothing else', () => {
    expect(render(text('old'), regions)).toEqual({ text: text('new'), stale: ['inputs'] });
  });

  test('finds nothing stale in what it wrote', () => {
    expect(render(text('new'), regions).stale).toEqual([]);
  });

  test('refuses a region without a place', () => {
    expect(() => render('# Title', regions)).toThrow('There is no place for inputs');
  });

  test('refuses a place without a region', () => {
    const stray = '<!-- tables:begin --><!-- tables:end -->';
    expect(() => render(`${text('new')}${stray}`, regions)).toThrow('for tables');
  });
});

describe('generate', () => {
  const pages = generate(sources);
  const part = (page: string, name: string) => pages[page]?.[name]?.split('\n') ?? [];

  test('writes inputs with their defaults and first sentences, each with the way to all of it', () => {
    expect(readmeRegions(few).inputs.split('\n')).toEqual([
      '| Input | Default | Meaning |',
      '| --- | --- | --- |',
      '| [`provider`](docs/inputs.md#provider) | **required** | Kind of task. |',
      '| [`timeout`](docs/inputs.md#timeout) | `60m` | How long to wait \\| at most. |',
    ]);
  });

  test.each(Object.entries(providers))('tells permissions and words of %s', (name, definition) => {
    const row = (page: string, region: string) =>
      part(page, region).find((line) => line.startsWith(`| \`${name}\``));
    expect(row('docs/permissions.md', 'permissions')).toContain(
      `\`${definition.permissions.wait}\``,
    );
    for (const word of Object.keys(definition.states)) {
      expect(row('docs/states.md', 'states')).toContain(`\`${word}\``);
    }
  });

  test('has a section for every input, and says for whom it is', () => {
    const text = part('docs/inputs.md', 'options').join('\n');
    for (const name of Object.keys(sources.action.inputs))
      expect(text).toContain(`### \`${name}\``);
    expect(text).toContain('For `alibaba-cr-artifact-build` only.');
    expect(() => optionSections(action, providers)).toThrow('Notes on inputs: look at task-id');
  });

  test('names the examples of a kind, and puts them whole on its page', () => {
    const some = { ...sources, examples: { 'a.yml': 'name: A\nprovider: alibaba-ack-task\n' } };
    const row = readmeRegions(some).providers.split('\n')[2];
    expect(row).toMatch(/alibaba-ack-task.* \| \[A\]\(examples\/a\.yml\) \|$/);
    expect(part('docs/providers/alibaba-ack-task.md', 'example')).toContain(
      'name: Scale a node pool # 扩容节点池',
    );
  });
});

describe('the Chinese README', () => {
  test('names what has no Chinese yet', () => {
    const { 'Waits for': _, ...rest } = CHINESE;
    expect(() => chineseRegions(sources, rest)).toThrow('scripts/chinese.ts lacks: "Waits for"');
  });

  test('names what is translated and no longer there', () => {
    const more = { ...CHINESE, 'An old text.': '旧文本。' };
    expect(() => chineseRegions(sources, more)).toThrow('needs no more: "An old text."');
  });
});
