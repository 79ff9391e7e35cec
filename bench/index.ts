/**
 * `npm run bench`: what the action costs and brings, as tables. With `--write` they go to `docs/performance.md`. Exits 0
 * whatever the figures are: they are there to be read. With `--tuning` it simulates the durations on which the weights of
 * the schedule are chosen, and those of no goal.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { etas } from './eta.ts';
import { polling } from './polling.ts';
import { quota } from './quota.ts';
import { scale } from './scale.ts';
import { start } from './start.ts';
import { goalTable, type Part } from './table.ts';
import { measured, tuning } from './truths.ts';

const FILE = new URL('../docs/performance.md', import.meta.url);
const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';

const began = performance.now();
const truths = process.argv.includes('--tuning') ? tuning : measured;
const simulated: Record<string, Part> = {
  Polling: polling(truths),
  'How long it still takes': etas(truths),
};
// The weights are chosen by simulation alone.
const parts: Record<string, Part> =
  truths === tuning
    ? simulated
    : {
        ...simulated,
        'A quota that many jobs share': await quota(),
        'Many tasks in one step': await scale(),
        Start: await start(),
      };
const goals = Object.values(parts).flatMap((part) => part.goals);
const text = [
  '## What was asked, and what was measured',
  goalTable(goals),
  ...Object.entries(parts).flatMap(([title, { tables }]) => [`## ${title}`, tables]),
  `Node ${process.version}, ${cpus().length} processors, ${Math.round((performance.now() - began) / 1_000)} s for all of it.`,
].join('\n\n');
console.log(text);
if (process.argv.includes('--write')) {
  const page = readFileSync(FILE, 'utf8');
  const [before, after] = [page.split(BEGIN)[0], page.split(END)[1]];
  writeFileSync(FILE, `${before}${BEGIN}\n\n${text}\n\n${END}${after}`);
}
