import { type Expression, type Property, parse, type SpreadElement } from 'acorn';

/** A bundle has about a hundred. */
const LEAST_MODULES = 30;

/** The module that hands on Node's own HTTP/2. */
const HTTP2 = /^[^{]+\{[^;{}]*\("node:http2"\)\}$/;

/**
 * The same bundle, made to start sooner (figures in `docs/performance.md`).
 *
 * - The function of each module is in parentheses: V8 takes that for a function that is called at once and compiles it
 *   while it reads. Without, it skims each of them first and reads it again when it is called, at the start all the same
 *   (https://v8.dev/blog/preparser#pife). A minifier leaves such parentheses out.
 * - Node's HTTP/2 is left out: undici loads it at once, does without where it is missing, and is told never to use it
 *   (`src/http.ts`, over which Octokit goes as well).
 */
export function fasterStart(code: string): string {
  const modules = modulesOf(code);
  const http2 = modules.filter(({ start, end }) => HTTP2.test(code.slice(start, end)));
  if (http2.length !== 1) {
    throw new Error(`${http2.length} modules of the bundle are HTTP/2, not one.`);
  }
  return modules.reduceRight((result, module) => {
    const { start, end } = module;
    const text = http2.includes(module)
      ? '()=>{throw new Error("HTTP/2 is left out")}'
      : code.slice(start, end);
    return `${result.slice(0, start)}(${text})${result.slice(end)}`;
  }, code);
}

/** The functions of the modules, in the order of the text: the values of the object that the file begins with. */
function modulesOf(code: string): Expression[] {
  const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const modules = body
    .flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : []))
    .map(({ init }) => (init?.type === 'ObjectExpression' ? init.properties.map(moduleOf) : []))
    .find(({ length }) => length >= LEAST_MODULES);
  if (modules?.every((module) => module !== undefined)) return modules;
  throw new Error('The bundle is not as expected: it holds no object of modules.');
}

/** A module is a number and a function; one that uses `this` is no arrow function. */
function moduleOf(property: Property | SpreadElement): Expression | undefined {
  if (property.type !== 'Property' || property.method) return undefined;
  const { key, value } = property;
  const isNumbered = key.type === 'Literal' && typeof key.value === 'number';
  const isFunction = /^(Arrow)?FunctionExpression$/.test(value.type);
  return isNumbered && isFunction ? value : undefined;
}
