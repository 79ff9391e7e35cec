/**
 * Takes the pictures in `docs/pictures/`: the live view of the command line, and the summaries that the committed `dist/`
 * writes of a success and of a failure, as GitHub shows them, in headless Chromium. `--check` takes none: it draws the
 * chart of every story of the tests with the real Mermaid, as it is and with hostile text in every field, and exits with 1
 * where one cannot be drawn.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stories } from '../__tests__/support/cast.ts';
import { tell } from '../__tests__/support/stories.ts';
import type { Report } from '../src/render/report.ts';
import { summaryOf } from '../src/render/summary.ts';
import { type Canvas, draw, drawInPlace, openCanvas, show, strangers } from './pictures/browser.ts';
import { bewitch, spells } from './pictures/hostile.ts';
import { chartsIn } from './pictures/page.ts';
import { scenes, summaryOfScene } from './pictures/scenes.ts';
import { terminalPicture } from './pictures/terminal.ts';

const folder = new URL('../docs/pictures/', import.meta.url);

/** Of a thousand tasks' summary the first rows are enough to look for what does not belong there. */
const SUMMARY_BYTES = 60_000;

async function takePictures(): Promise<number> {
  writeFileSync(new URL('terminal.svg', folder), await terminalPicture());
  console.log('docs/pictures/terminal.svg');
  await using canvas = await openCanvas();
  for (const [name, scene] of Object.entries(scenes)) {
    await show(canvas, await summaryOfScene(scene));
    await drawInPlace(canvas);
    const path = fileURLToPath(new URL(`summary-${name}.png`, folder));
    await canvas.page.locator('.summary').screenshot({ path });
    console.log(`docs/pictures/summary-${name}.png`);
  }
  return 0;
}

async function check(): Promise<number> {
  await using canvas = await openCanvas();
  const problems: string[] = [];
  let [summaries, charts] = [0, 0];
  for (const [name, story] of Object.entries(stories)) {
    const { report } = await tell(story);
    for (const spell of [undefined, ...spells]) {
      const told = spell === undefined ? report : bewitch(report, spell);
      const about =
        spell === undefined ? name : `${name}, with ${JSON.stringify(spell.slice(0, 40))}`;
      const found = await problemsOf(canvas, told);
      summaries += 1;
      charts += found.charts;
      problems.push(...found.problems.map((problem) => `${about}: ${problem}`));
    }
  }
  problems.push(...canvas.requests.map((request) => `the page asked for ${request}`));
  if (charts < summaries / 2) problems.push(`only ${charts} charts in ${summaries} summaries`);
  for (const problem of problems.slice(0, 50)) console.error(problem);
  console.log(`${summaries} summaries, ${charts} charts drawn, ${problems.length} problems`);
  return problems.length > 0 ? 1 : 0;
}

/** What is wrong with a summary and its charts, drawn as GitHub would. */
async function problemsOf(
  canvas: Canvas,
  report: Report,
): Promise<{ problems: string[]; charts: number }> {
  const markdown = summaryOf(report, SUMMARY_BYTES);
  const problems: string[] = [];
  const charts = chartsIn(markdown);
  try {
    await show(canvas, markdown);
    for (const stranger of await strangers(canvas)) problems.push(`there is ${stranger}`);
    for (const chart of charts) {
      const { bars, strange } = await draw(canvas, chart);
      const wanted = chart.match(/^ {2}\S+.* :.*\bt\d+, \d+, \d+$/gm)?.length ?? 0;
      if (bars !== wanted) problems.push(`${bars} bars are drawn of ${wanted}`);
      if (strange > 0) problems.push(`${strange} elements do not belong into the chart`);
    }
  } catch (error) {
    problems.push(String(error).split('\n')[0] ?? '');
  }
  return { problems, charts: charts.length };
}

process.exitCode = process.argv.includes('--check') ? await check() : await takePictures();
