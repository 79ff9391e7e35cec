import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { examples } from '../../scripts/check.ts';
import { problemsOf, yamlBlocks } from '../../scripts/examples.ts';
import { readAction } from '../../scripts/sources.ts';
import { whole, workflows } from '../../scripts/yaml-sources.ts';

const action = readAction();
const problems = (text: string) => problemsOf({ where: 'x.yml', text }, action);

/** An expression as the runner evaluates it. */
const value = (of: string) => `\${{ ${of} }}`;
const uses = 'uses: OWNER/wait-for-cloud-task@v1';
const job = (step: string, more = '') =>
  `jobs:\n  a:\n    steps:\n      - id: wait\n        ${uses}\n        with: ${step}\n${more}`;

describe('problemsOf', () => {
  test('finds nothing wrong with a step that works', () => {
    const more = `      - run: echo\n        env: { X: "${value('steps.wait.outputs.image')}" }\n`;
    expect(problems(job('{ provider: alibaba-ack-task, task-id: T-1 }', more))).toEqual([]);
  });

  test.each([
    ['an unknown input', '{ provider: alibaba-ack-task, taskid: T-1 }', 'no input `taskid`'],
    ['a missing input', '{ task-id: T-1 }', 'the input `provider` is missing'],
    ['an unknown provider', '{ provider: alibaba-ack }', 'no provider `alibaba-ack`'],
    [
      'an input that the provider needs',
      '{ provider: alibaba-cr-artifact-build }',
      'needs the input `instance-id`',
    ],
  ])('refuses %s', (_, step, problem) => {
    expect(problems(job(step))).toEqual([expect.stringContaining(problem)]);
  });

  test.each([
    ['an unknown output', 'steps.wait.outputs.imageid', 'has no output `imageid`'],
    ['an unknown step', 'steps.other.outputs.image', 'no step with the id `other`'],
    ['a job that is not needed', 'needs.b.outputs.image', 'does not need the job `b`'],
  ])('refuses %s', (_, reference, problem) => {
    const more = `      - run: echo\n        env: { X: "${value(reference)}" }\n`;
    expect(problems(job('{ provider: alibaba-ack-task }', more))).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  test('refuses an output that a needed job does not have', () => {
    const text =
      'jobs:\n  a:\n    outputs: { one: x }\n    steps: []\n' +
      `  b:\n    needs: [a]\n    steps: [{ run: "${value('needs.a.outputs.two')}" }]\n`;
    expect(problems(text)).toEqual(['x.yml: job b: a has no output `two`']);
  });

  test('lets a fragment refer to steps that it does not show, but not to outputs there are not', () => {
    const step = `- id: wait\n  ${uses}\n  with: { provider: alibaba-ack-task }\n`;
    const fragment = `${step}- run: "${value('steps.start.outputs.x')} ${value('steps.wait.outputs.y')}"\n`;
    expect(problems(fragment)).toEqual(['x.yml: steps.wait has no output `y`']);
  });

  test('refuses what is no YAML', () => {
    expect(problems('a: [1\n')).toHaveLength(1);
  });

  test('leaves steps of other actions alone', () => {
    expect(problems('- uses: actions/checkout@v6\n  with: { depth: 1 }\n')).toEqual([]);
  });
});

test('yamlBlocks gives the blocks of a page with their lines', () => {
  const page = '# T\n\n```yaml\na: 1\n```\n\n```sh\nls\n```\n```yml\nb: 2\n```\n';
  expect(yamlBlocks('P.md', page)).toEqual([
    { where: 'P.md:4', text: 'a: 1\n' },
    { where: 'P.md:11', text: 'b: 2\n' },
  ]);
});

test('yamlBlocks takes a block out of a list, and sees what is newer than the linter', () => {
  const page =
    '1. x\n\n   ```yaml newer-than-actionlint (no `wait` yet)\n   a:\n     b: 1\n   ```\n';
  expect(yamlBlocks('P.md', page)).toEqual([
    { where: 'P.md:4', text: 'a:\n  b: 1\n', isNewer: true },
  ]);
});

describe('a fragment as a whole workflow', () => {
  test.each([
    ['steps', `- run: echo ${value('steps.a.outputs.x')}\n`, ['a', undefined]],
    [
      'a job without its trigger',
      'jobs:\n  j:\n    steps:\n      - id: b\n        run: x\n',
      ['b'],
    ],
  ])('%s', (_, text, ids) => {
    const { on, jobs } = parse(whole(text));
    const steps = Object.values<{ steps: { id?: string }[] }>(jobs).flatMap((job) => job.steps);
    expect([on, steps.map(({ id }) => id)]).toEqual(['workflow_dispatch', ids]);
  });

  test('a workflow stays as it is', () => {
    const text = 'on: push # now\njobs: {}\n';
    expect(whole(text)).toBe(text);
  });
});

test('pages and workflows of this repository are all looked at', () => {
  const places = workflows().map(({ where }) => where.replace(/:\d+$/, ''));
  for (const place of ['README.md', 'docs/recipes.md', 'docs/providers/alibaba-ecs-task.md']) {
    expect(places).toContain(place);
  }
  expect(places).toContain('.github/workflows/demo.yml');
});

test('everything that users may copy from this repository works', () => {
  expect(examples(action)).toBe('');
});
