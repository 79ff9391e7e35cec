import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { htmlOf, mermaidScript, pageOf } from './page.ts';

/** Where Chromium usually is; another with CHROMIUM. */
const EXECUTABLES = ['chromium', 'chromium-browser', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
);

/** Nothing that phones home or needs a screen. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A page in which Mermaid is set up as on GitHub, and what it has asked the network for: nothing, or it is a fault. */
export interface Canvas extends AsyncDisposable {
  page: Page;
  requests: string[];
}

/** Opens a browser with one page that has no network. */
export async function openCanvas(): Promise<Canvas> {
  const executablePath = process.env.CHROMIUM ?? EXECUTABLES.find((file) => existsSync(file));
  if (!executablePath) {
    throw new Error('There is no Chromium: install the package chromium, or name one in CHROMIUM.');
  }
  const browser: Browser = await chromium.launch({ executablePath, args: FLAGS });
  const page = await browser.newPage({
    viewport: { width: 1_010, height: 800 },
    deviceScaleFactor: 1.5,
    timezoneId: 'UTC',
    locale: 'en-US',
  });
  const requests: string[] = [];
  await page.route('**/*', (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  page.on('dialog', (dialog) => {
    requests.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  const canvas = { page, requests, [Symbol.asyncDispose]: () => browser.close() };
  await load(canvas);
  return canvas;
}

/** Loads an empty page with Mermaid, set up as on GitHub. */
async function load({ page }: Canvas): Promise<void> {
  await page.setContent(pageOf(''));
  await page.addScriptTag({ content: mermaidScript() });
  await page.evaluate(
    `mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: 'default' })`,
  );
}

/** Shows a summary, its charts as their source. */
export async function show({ page }: Canvas, markdown: string): Promise<void> {
  const html = JSON.stringify(htmlOf(markdown));
  await page.evaluate(`document.querySelector('article').innerHTML = ${html}`);
}

/** Draws the charts of the summary that is shown, in place of their source. */
export async function drawInPlace({ page }: Canvas): Promise<void> {
  await page.evaluate(`(async () => {
    for (const code of document.querySelectorAll('code.language-mermaid')) {
      const chart = document.createElement('div');
      chart.className = 'mermaid';
      chart.textContent = code.textContent;
      code.parentElement.replaceWith(chart);
    }
    await mermaid.run({ querySelector: '.mermaid' });
  })()`);
}

/** What Mermaid made of a chart: how many bars it drew, and the names beside and in them. */
interface Drawing {
  bars: number;
  texts: string[];
  /** Elements that a chart of ours never has. */
  strange: number;
}

/** Draws one chart with the real library. Rejects where it does not parse. */
export async function draw({ page }: Canvas, chart: string): Promise<Drawing> {
  return page.evaluate<Drawing>(`(async (source) => {
    await mermaid.parse(source);
    const { svg } = await mermaid.render('chart', source);
    const drawn = new DOMParser().parseFromString(svg, 'text/html');
    return {
      bars: drawn.querySelectorAll('rect.task').length,
      texts: [...drawn.querySelectorAll('text')].map(({ textContent }) => textContent),
      strange: [...drawn.querySelectorAll('a, img, script, foreignObject, iframe')].length,
    };
  })(${JSON.stringify(chart)})`);
}

/**
 * Elements in the page's article that no summary of ours has: what they are made of came from outside. A link of ours leads
 * to a vendor's console, and is nothing but its address and a text.
 */
export async function strangers({ page }: Canvas): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const ours = 'h3, p, ul, li, strong, code, pre, details, summary, table, thead, tbody, tr, th, td, .mermaid, .mermaid *';
    const isOurLink = (element) =>
      element.matches('a') &&
      element.attributes.length === 1 &&
      element.childElementCount === 0 &&
      /^https:\\/\\/([a-z]+\\.)?console\\.(aliyun|volcengine)\\.com\\//.test(element.getAttribute('href'));
    return [...document.querySelectorAll('article *')]
      .filter((element) => !element.matches(ours) && !isOurLink(element))
      .map(({ outerHTML }) => outerHTML.slice(0, 200));
  })()`);
}
