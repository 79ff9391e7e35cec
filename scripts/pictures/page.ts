import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const find = createRequire(import.meta.url);
const asset = (name: string) => readFileSync(find.resolve(name), 'utf8');

/** The frame that GitHub puts around a job's summary. */
const FRAME = `
  body { margin: 0; padding: 24px; background: #fff; }
  .summary { border: 1px solid #d1d9e0; border-radius: 6px; width: 960px; }
  .summary > header { padding: 12px 16px; border-bottom: 1px solid #d1d9e0; background: #f6f8fa;
    font: 600 14px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #59636e; }
  .markdown-body { padding: 16px 24px; }
  .mermaid { text-align: center; margin-bottom: 16px; }
`;

/** Markdown as GitHub reads it. */
export function htmlOf(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

/** A page that shows Markdown as GitHub shows it in a job summary. */
export function pageOf(markdown: string): string {
  return `<!doctype html>
<meta charset="utf-8">
<style>${asset('github-markdown-css/github-markdown-light.css')}${FRAME}</style>
<section class="summary"><header>wait summary</header><article class="markdown-body">${htmlOf(markdown)}</article></section>`;
}

/** Mermaid as GitHub loads it, for a page that is to draw. */
export const mermaidScript = () => asset('mermaid/dist/mermaid.min.js');

/** The charts in a Markdown text. */
export function chartsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map(([, chart = '']) => chart);
}
