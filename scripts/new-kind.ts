/**
 * `npm run new-kind -- alibaba-ecs-snapshot`: makes all files of a kind of task and enters its two lines. What it cannot know
 * is marked, and `scripts/to-fill-in.ts` names each of the marks. Where anything is wrong it changes nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Facts, readFacts, USAGE } from './new-kind/facts.ts';
import { fill, wordsFor } from './new-kind/words.ts';
import { placesToFillIn } from './to-fill-in.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const SOURCE_REGISTRY = 'src/providers/registry.ts';
const EMULATOR_REGISTRY = 'emulator/services/registry.ts';

/** The files of a kind, each with its template. */
function templates({ name, cloud, file, shape }: Facts, service: string): Record<string, string> {
  return {
    [`src/providers/${cloud}/${file}.ts`]: `provider-${shape}`,
    [`emulator/services/${service}.ts`]: `service-${shape}`,
    [`emulator/samples/${service}.ts`]: 'samples',
    [`__tests__/kinds/${name}.ts`]: 'contract',
    [`__tests__/providers/${cloud}/${file}.test.ts`]: 'test',
    [`docs/providers/${name}.md`]: 'page',
    [`examples/${name}.yml`]: 'example',
  };
}

/** A registry with one line more, where the alphabet wants it. Throws where it has no lines of that form. */
function withLine(path: string, form: RegExp, line: string): string {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  const entries = lines.filter((each) => form.test(each));
  const last = entries.at(-1);
  if (!last) throw new Error(`${path} has no line that another one could stand beside.`);
  const next = entries.find((each) => each > line);
  lines.splice(next ? lines.indexOf(next) : lines.indexOf(last) + 1, 0, line);
  return lines.join('\n');
}

/** All that is to be written, by its path. Throws where one of the files is there. */
function plan(facts: Facts): { made: Record<string, string>; changed: Record<string, string> } {
  const words = wordsFor(facts);
  const made = Object.entries(templates(facts, words.service ?? '')).map(([path, template]) => {
    if (existsSync(join(root, path))) throw new Error(`${path} is there already.`);
    const file = new URL(`new-kind/templates/${template}.txt`, import.meta.url);
    return [path, fill(readFileSync(file, 'utf8'), words)];
  });
  return {
    made: Object.fromEntries(made),
    changed: {
      [SOURCE_REGISTRY]: withLine(
        SOURCE_REGISTRY,
        /^ {2}'[\w-]+': \(\) => import\(/,
        `  '${facts.name}': () => import('./${facts.cloud}/${facts.file}.ts'),`,
      ),
      [EMULATOR_REGISTRY]: withLine(
        EMULATOR_REGISTRY,
        /^export \{ \w+ \} from /,
        `export { ${words.export} } from './${words.service}.ts';`,
      ),
    },
  };
}

/** As `npm run fix` would, for these files alone. */
function format(paths: readonly string[]): void {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'check', '--write', ...paths.filter((path) => path.endsWith('.ts'))],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) console.error(`${stdout}${stderr}\nThe files are made, but not formatted.`);
}

function main(args: readonly string[]): number {
  let files: ReturnType<typeof plan>;
  try {
    files = plan(readFacts(args));
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : error}\nNothing was changed.\n\n${USAGE}`,
    );
    return 2;
  }
  const all = { ...files.made, ...files.changed };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  format(Object.keys(all));
  for (const path of Object.keys(files.made)) console.log(`made     ${path}`);
  for (const path of Object.keys(files.changed)) console.log(`changed  ${path}, a line`);
  console.log('\nTo be filled in (`npm run to-fill-in` names them again):');
  for (const place of placesToFillIn(root)) console.log(`  ${place}`);
  console.log(
    '\nThen: npm run fix, npm run docs, npm run build, npm run docs:reliability, npm test, npm run check (CONTRIBUTING.md).',
  );
  return 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
