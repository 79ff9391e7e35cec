import { type Property, parse, type SpreadElement } from 'acorn';

interface Module {
  id: number;
  /** Its function. */
  text: string;
}

/** A bundle has about a hundred. */
const LEAST_MODULES = 30;

/** The module that hands on Node's own HTTP/2. */
const HTTP2 = /^[^{]+\{[^;{}]*\("node:http2"\)\}$/;

/**
 * The same bundle, made to start sooner (figures in `docs/performance.md`). `parts` are the files that it loads on demand.
 *
 * - Modules that nobody refers to are left out: the minifier finds calls that cannot be, but not whom they would have
 *   called.
 * - The function of each module is in parentheses: V8 takes that for a function that is called at once and compiles it
 *   while it reads. Without, it skims each of them first and reads it again when it is called, at the start all the same
 *   (https://v8.dev/blog/preparser#pife). A minifier leaves such parentheses out.
 * - Node's HTTP/2 is left out: undici loads it at once, does without where it is missing, and is told never to use it
 *   (`src/http.ts`, over which Octokit goes as well).
 */
export function fasterStart(code: string, parts: readonly string[]): string {
  const { modules, start, end } = modulesOf(code);
  const http2 = modules.filter(({ text }) => HTTP2.test(text));
  if (http2.length !== 1) {
    throw new Error(`${http2.length} modules of the bundle are HTTP/2, not one.`);
  }
  const texts = usedOf(modules, [code.slice(0, start), code.slice(end), ...parts]).map((module) => {
    const isHttp2 = http2.includes(module);
    return `${module.id}:(${isHttp2 ? '()=>{throw new Error("HTTP/2 is left out")}' : module.text})`;
  });
  return `${code.slice(0, start)}{${texts.join(',')}}${code.slice(end)}`;
}

/** The modules whose number stands in another one, or in what surrounds them; too many rather than too few. */
function usedOf(modules: readonly Module[], around: readonly string[]): readonly Module[] {
  const used = modules.filter((module) => {
    const others = modules.filter((other) => other !== module).map(({ text }) => text);
    const number = new RegExp(`\\b${module.id}\\b`);
    return [...around, ...others].some((text) => number.test(text));
  });
  return used.length === modules.length ? used : usedOf(used, around);
}

/** The modules in the order of the text, and where the object that holds them begins and ends. */
function modulesOf(code: string): { modules: Module[]; start: number; end: number } {
  const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  for (const node of body) {
    for (const { init } of node.type === 'VariableDeclaration' ? node.declarations : []) {
      if (init?.type !== 'ObjectExpression' || init.properties.length < LEAST_MODULES) continue;
      const modules = init.properties.map((property) => moduleOf(property, code));
      return { modules, start: init.start, end: init.end };
    }
  }
  throw new Error('The bundle is not as expected: it holds no object of modules.');
}

/** A module is a number and a function; one that uses `this` is no arrow function. */
function moduleOf(property: Property | SpreadElement, code: string): Module {
  if (property.type === 'Property' && !property.method) {
    const { key, value } = property;
    const isFunction = /^(Arrow)?FunctionExpression$/.test(value.type);
    if (key.type === 'Literal' && typeof key.value === 'number' && isFunction) {
      return { id: key.value, text: code.slice(value.start, value.end) };
    }
  }
  throw new Error('The bundle is not as expected: a module of it is no number with a function.');
}
