import { expect, test } from '@jest/globals';
import { fasterStart } from '../../scripts/faster-start.ts';

const HTTP2 = 'e=>{e.exports=A(import.meta.url)("node:http2")}';
const LEFT_OUT = '()=>{throw new Error("HTTP/2 is left out")}';
/** Forty modules from 1000 on, each of which calls the next one. */
const plain = [
  ...Array.from({ length: 40 }, (_, index) => `(A,e,t)=>{A.exports=t(${1001 + index})}`),
  'function(A,e,t){this.x=t(1041)}',
];
const bundleOf = (modules: readonly string[], start = 't(1000)') => {
  const numbered = modules.map((text, index) => `${1000 + index}:${text}`);
  return `import{createRequire as A}from"module";var e={${numbered.join(',')}};${start};`;
};

test('every module is in parentheses, HTTP/2 says that it is left out, and nothing else changes', () => {
  const expected = [...plain, LEFT_OUT].map((text) => `(${text})`);
  expect(fasterStart(bundleOf([...plain, HTTP2]), [])).toBe(bundleOf(expected));
});

test('modules that nobody refers to are left out, and those that only they referred to', () => {
  const all = [...plain, HTTP2, 'A=>{A.exports=1043+t(1043)}', 'A=>{}'];
  const kept = bundleOf([...plain, LEFT_OUT].map((text) => `(${text})`));
  expect(fasterStart(bundleOf(all), [])).toBe(kept);
  expect(fasterStart(bundleOf(all), ['t(10420)'])).toBe(kept);
  expect(fasterStart(bundleOf(all), ['t.bind(t,1042)'])).toContain('1042:(A=>{');
  expect(fasterStart(bundleOf(all), ['t.bind(t,1042)'])).toContain('1043:(A=>{');
});

test.each([
  ['without HTTP/2', bundleOf(plain), '0 modules of the bundle are HTTP/2'],
  ['with HTTP/2 twice', bundleOf([...plain, HTTP2, HTTP2]), '2 modules of the bundle are HTTP/2'],
  ['of one module', `var e={1:${HTTP2}};`, 'no object of modules'],
  ['with a module that is no function', bundleOf([...plain, HTTP2, '{}']), 'no number'],
  ['with names for numbers', bundleOf([...plain, HTTP2]).replace('1007:', 'a:'), 'no number'],
])('a bundle %s is an error of the build', (_, code, message) => {
  expect(() => fasterStart(code, [])).toThrow(message);
});
