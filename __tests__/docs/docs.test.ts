import { describe, expect, test } from '@jest/globals';
import { generate, render } from '../../scripts/docs.ts';
import { type Action, readAction } from '../../scripts/sources.ts';
import { inputsTable } from '../../scripts/tables.ts';
import { providers } from '../../src/providers/index.ts';

const action: Action = {
  inputs: {
    provider: { description: 'Kind of task.', required: true },
    timeout: { description: 'How long\nto wait | at most.', default: '60m' },
  },
  outputs: { state: { description: 'What it came to.' } },
};

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
  const regions = generate(readAction(), providers, { 'a.yml': 'on: push\n' });

  test('writes inputs with their defaults, each on one line', () => {
    expect(inputsTable(action).split('\n')).toEqual([
      '| Input                   | Default      | Meaning                      |',
      '| ----------------------- | ------------ | ---------------------------- |',
      '| [`provider`](#provider) | **required** | Kind of task.                |',
      '| [`timeout`](#timeout)   | `60m`        | How long to wait \\| at most. |',
    ]);
  });

  test.each(Object.entries(providers))('tells permissions and words of %s', (name, definition) => {
    const row = (region: string | undefined) =>
      region?.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row(regions.permissions)).toContain(`\`${definition.permissions.wait}\``);
    for (const word of Object.keys(definition.states)) {
      expect(row(regions.states)).toContain(`\`${word}\``);
    }
  });

  test('has a section for every input, and says for whom it is', () => {
    const inputs = Object.keys(readAction().inputs);
    for (const name of inputs) expect(regions.options).toContain(`### \`${name}\``);
    expect(regions.options).toContain('For `alibaba-cr-artifact-build` only.');
    expect(() => generate(action, providers, {})).toThrow('Notes on inputs: look at task-id');
  });

  test('puts examples in as they are', () => {
    expect(regions.workflows).toBe(
      '### a.yml\n\n[a.yml](examples/a.yml)\n\n```yaml\non: push\n```',
    );
  });
});
