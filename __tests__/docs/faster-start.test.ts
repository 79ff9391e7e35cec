import { expect, test } from '@jest/globals';
import { fasterStart } from '../../scripts/faster-start.ts';

const HTTP2 = 'e=>{e.exports=A(import.meta.url)("node:http2")}';
const plain = [
  ...Array.from({ length: 40 }, (_, index) => `(A,e,t)=>{A.exports=${index}}`),
  'function(A,e,t){this.x=1}',
];
const bundleOf = (modules: readonly string[]) =>
  `import{createRequire as A}from"module";var e={${modules.map((text, index) => `${index}:${text}`).join(',')}};e[0]({});`;

test('every module is in parentheses, HTTP/2 says that it is left out, and nothing else changes', () => {
  const expected = [...plain, '()=>{throw new Error("HTTP/2 is left out")}'];
  expect(fasterStart(bundleOf([...plain, HTTP2]))).toBe(
    bundleOf(expected.map((text) => `(${text})`)),
  );
});

test.each([
  ['without HTTP/2', bundleOf(plain), '0 modules of the bundle are HTTP/2'],
  ['with HTTP/2 twice', bundleOf([...plain, HTTP2, HTTP2]), '2 modules of the bundle are HTTP/2'],
  ['of one module', `var e={1:${HTTP2}};`, 'no object of modules'],
  ['with a module that is no function', bundleOf([...plain, HTTP2, '{}']), 'no object of modules'],
  [
    'with names for numbers',
    bundleOf([...plain, HTTP2]).replace('7:', 'a:'),
    'no object of modules',
  ],
])('a bundle %s is an error of the build', (_, code, message) => {
  expect(() => fasterStart(code)).toThrow(message);
});
