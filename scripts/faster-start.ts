import { type Expression, type Node, type ObjectExpression, type Property, parse } from 'acorn';

/** A module of the bundle: its number, and its function. */
type Module = Property & { value: Expression };

/** A bundle has about a hundred; nothing else in it is an object with so many numbers for keys. */
const LEAST_MODULES = 30;

/**
 * The same bundle, made to start sooner (figures in `docs/performance.md`).
 *
 * - The function of each module in parentheses: V8 takes that for a function that is called at once and compiles it while
 *   it reads. The minifier leaves them out, so that V8 first skims each module, which all run at the start, and then reads
 *   it again (https://v8.dev/blog/preparser#pife).
 * - Node's HTTP/2, which undici loads at once, is never asked for (`src/http.ts`). undici can do without it: it catches
 *   that the module is missing.
 */
export function fasterStart(code: string): string {
  const modules = modulesOf(code);
  const withoutHttp2 = modules.filter(({ value }) =>
    /^(?:\w+|\([^)]*\))=>\{[^;{}]*\("node:http2"\)\}$/.test(code.slice(value.start, value.end)),
  );
  if (withoutHttp2.length !== 1) {
    throw new Error(`${withoutHttp2.length} modules of the bundle load HTTP/2, not one.`);
  }
  let result = code;
  for (const module of [...modules].reverse()) {
    const { start, end } = module.value;
    const text = withoutHttp2.includes(module)
      ? '()=>{throw new Error("HTTP/2 is left out")}'
      : code.slice(start, end);
    result = `${result.slice(0, start)}(${text})${result.slice(end)}`;
  }
  return result;
}

/** The modules, in the order of the text. */
function modulesOf(code: string): Module[] {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const [modules] = objectsIn(program).map(({ properties }) => properties.filter(isModule));
  if (!modules || modules.length < LEAST_MODULES) {
    throw new Error('The bundle is not as expected: it holds no object of modules.');
  }
  return modules;
}

/** The values of the variables that the file begins with. */
function objectsIn(program: { body: readonly Node[] }): ObjectExpression[] {
  return program.body.flatMap((node) => {
    const { declarations = [] } = node as { declarations?: { init?: ObjectExpression }[] };
    return declarations.flatMap(({ init }) => (init?.type === 'ObjectExpression' ? [init] : []));
  });
}

function isModule(property: Property | Node): property is Module {
  const { key, value } = property as Property;
  return key?.type === 'Literal' && value?.type === 'ArrowFunctionExpression';
}
