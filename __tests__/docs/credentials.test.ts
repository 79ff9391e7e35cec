import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { cloudNames } from '../../src/clouds/cloud.ts';
import { clouds } from '../../src/clouds/index.ts';

const page = readFileSync(new URL('../../docs/credentials.md', import.meta.url), 'utf8');
const section = page.slice(0, page.indexOf('\n## A role by OIDC'));

/** The order of the code, which `chain.test.ts` tests, by words that stand for each link. */
const LINKS = [
  '`role-to-assume`',
  '`access-key-id`',
  'Environment variables',
  '`ALIBABA_CLOUD_OIDC_TOKEN_FILE`',
  'profile of the `aliyun` CLI',
  '`ALIBABA_CLOUD_CREDENTIALS_FILE`',
  '`ALIBABA_CLOUD_ECS_METADATA`',
  '`ALIBABA_CLOUD_CREDENTIALS_URI`',
];

test('the page has the order of the credentials', () => {
  const places = LINKS.map((words) => section.indexOf(words));
  expect(Math.min(...places)).toBeGreaterThan(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test.each(cloudNames)('the page names the variables of %s', (cloud) => {
  const { podVariables, roleVariables, keyVariables } = clouds[cloud];
  const { sessionName: _, ...pod } = podVariables;
  const names = [...Object.values(pod), roleVariables.name, ...keyVariables.map(({ id }) => id)];
  for (const name of names) expect(section).toContain(`\`${name}\``);
});
