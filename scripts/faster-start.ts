import { type Expression, parse } from 'acorn';

/** A bundle has about a hundred; nothing else in it is an object with so many numbers for keys. */
const LEAST_MODULES = 30;

/** Modules that undici can do without, by their text, and how many there are. */
const LEFT_OUT: readonly { what: string; pattern: RegExp; count: number }[] = [
  // Loaded at once, and never used (`src/http.ts`); undici catches it where Node has none.
  { what: 'HTTP/2', pattern: /^[^{]+\{[^;{}]*\("node:http2"\)\}$/, count: 1 },
  // A parser that is off unless it is asked for: a sixth of the bundle.
  { what: 'Milo', pattern: /new WebAssembly\.Module\(Buffer\.from\("/, count: 2 },
];

/**
 * The same bundle, made to start sooner (figures in `docs/performance.md`): without modules that are never used, and with
 * the function of each other module in parentheses. V8 takes that for a function that is called at once and compiles it
 * while it reads; without, it skims each of them first and reads it again when it is called, at the start all the same
 * (https://v8.dev/blog/preparser#pife). A minifier leaves such parentheses out.
 */
export function fasterStart(code: string): string {
  const modules = modulesOf(code).map(({ start, end }) => ({
    start,
    end,
    text: code.slice(start, end),
  }));
  for (const { what, pattern, count } of LEFT_OUT) {
    const found = modules.filter(({ text }) => pattern.test(text));
    if (found.length !== count) {
      throw new Error(`${found.length} modules of the bundle are ${what}, not ${count}.`);
    }
    for (const module of found) module.text = `()=>{throw new Error("${what} is left out")}`;
  }
  return modules.reduceRight(
    (result, { start, end, text }) => `${result.slice(0, start)}(${text})${result.slice(end)}`,
    code,
  );
}

/** The functions of the modules, in the order of the text: the values of the object that the file begins with. */
function modulesOf(code: string): Expression[] {
  const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const modules = body
    .flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : []))
    .map(({ init }) => (init?.type === 'ObjectExpression' ? init.properties : []))
    .find((properties) => properties.length >= LEAST_MODULES);
  if (!modules) throw new Error('The bundle is not as expected: it holds no object of modules.');
  return modules.map((property) => {
    if (property.type === 'Property' && property.value.type === 'ArrowFunctionExpression') {
      return property.value;
    }
    throw new Error('The bundle is not as expected: a module of it is no function.');
  });
}
