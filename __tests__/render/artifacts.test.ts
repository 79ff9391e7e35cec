import { expect, test } from '@jest/globals';
import { artifactLines } from '../../src/render/artifacts.ts';
import { task } from '../support/outcomes.ts';

const digest = `sha256:${'0a'.repeat(32)}`;
const lines = (...images: string[]) =>
  artifactLines(images.map((image, index) => task(`t-${index}`, 'succeeded', { image, digest })));

test('an image is declared by name and digest, without its tag', () => {
  expect(lines('cr.example/shop/web:1.4', 'cr.example:5000/shop/api:2')).toEqual([
    `oci://cr.example/shop/web@${digest}`,
    `oci://cr.example:5000/shop/api@${digest}`,
  ]);
});

test.each([
  '',
  'web',
  'cr.example/web',
  'cr.example/a=b:1',
  'cr.example/a\nb:1',
  'cr.example/a b:1',
])('%j is no image to declare', (image) => expect(lines(image)).toEqual([]));

test('nothing is declared without a digest, for a failure, or twice', () => {
  const image = 'cr.example/shop/web:1';
  expect(artifactLines([task('a', 'succeeded', { image })])).toEqual([]);
  expect(artifactLines([task('a', 'failed', { image, digest })])).toEqual([]);
  expect(artifactLines([task('a', 'succeeded', { image, digest: 'sha256:=' })])).toEqual([]);
  expect(lines(image, image)).toHaveLength(1);
});

test('the runner takes no more than 500 of a job', () => {
  const images = Array.from({ length: 1_000 }, (_, index) => `cr.example/shop/web-${index}:1`);
  expect(lines(...images).length).toBeLessThan(500);
});
