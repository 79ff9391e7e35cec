import { expect, test } from '@jest/globals';
import { fasterStart } from '../../scripts/faster-start.ts';

const PARSER =
  '(A,e)=>{const t=new WebAssembly.Module(Buffer.from("AGFzbQ==","base64"));A.exports=t}';
const HTTP2 = 'e=>{e.exports=A(import.meta.url)("node:http2")}';
const plain = Array.from({ length: 40 }, (_, index) => `(A,e,t)=>{A.exports=${index}}`);
const bundleOf = (modules: readonly string[]) =>
  `import{createRequire as A}from"module";var e={${modules.map((text, index) => `${index}:${text}`).join(',')}};e[0]({});`;

test('every module is in parentheses, those that are left out say so, and nothing else changes', () => {
  const left = (what: string) => `()=>{throw new Error("${what} is left out")}`;
  const expected = [...plain, left('HTTP/2'), left('Milo'), left('Milo')].map(
    (text) => `(${text})`,
  );
  expect(fasterStart(bundleOf([...plain, HTTP2, PARSER, PARSER]))).toBe(bundleOf(expected));
});

test.each([
  [
    'no module to leave out',
    bundleOf([...plain, PARSER, PARSER]),
    '0 modules of the bundle are HTTP/2',
  ],
  ['more than expected', bundleOf([...plain, HTTP2, HTTP2, PARSER, PARSER]), '2 modules'],
  ['no modules', 'var e={1:()=>{}};', 'no object of modules'],
  ['a module that is no function', bundleOf([...plain, '{}']), 'no function'],
])('%s is an error of the build', (_, code, message) => {
  expect(() => fasterStart(code)).toThrow(message);
});
