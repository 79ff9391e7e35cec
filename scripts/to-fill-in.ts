/**
 * Names each place that `npm run new-kind` has left to be filled in, by file and line, and exits with 1 where there is one.
 * A test and `npm run check` look for them too, and no release is made without both.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What stands where a fact of the vendor's is missing. */
export const MARK = 'TO FILL IN';

/** Where a kind has its files, and what is written from them. The templates themselves are in `scripts/`. */
const PLACES = [
  '{src,emulator,examples,docs,__tests__}/**/*.{ts,md,yml,json}',
  '{action.yml,README*.md}',
];

/** A line each: file, number, and what is asked for. */
export function placesToFillIn(root: string): string[] {
  const files = globSync(PLACES, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  return files.sort().flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        line.includes(MARK) ? [`${file}:${index + 1}  ${asked(line)}`] : [],
      ),
  );
}

function asked(line: string): string {
  return line
    .slice(line.indexOf(MARK))
    .replace(/ \*\/$/, '')
    .trim();
}

if (import.meta.main) {
  const places = placesToFillIn(fileURLToPath(new URL('../', import.meta.url)));
  for (const place of places) console.log(place);
  process.exitCode = places.length > 0 ? 1 : 0;
}
