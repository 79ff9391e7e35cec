import type { Task } from '../model/task.ts';
import { type Bar, barsOf } from './chart-bars.ts';
import { diagramText } from './escape.ts';
import { byWeight, type Report } from './report.ts';

/** GitHub draws no diagram of more than 50,000 characters. */
const MOST_CHARACTERS = 45_000;

/** More bars than this make a chart that nobody reads, and that a browser takes seconds to draw. */
const MOST_BARS = 60;

/** A shorter chart has nothing to show. */
const SHORTEST_MS = 1_000;

/** A bar that can be seen, as a share of the chart. */
const THINNEST = 0.004;

/** No task: an id has no blank in it. */
const CONNECTION = '✗ connection to the cloud';

/** Mermaid draws no emoji of the same width everywhere. */
const MARKS: Record<Task['state'], string> = {
  pending: '…',
  running: '…',
  unknown: '…',
  succeeded: '✓',
  partial: '◐',
  failed: '✗',
  canceled: '✗',
  'not-found': '✗',
};

/** A Mermaid chart of states and phases over time, tasks that failed first; empty where there is nothing to draw. */
export function ganttSection(report: Report, room: number): string {
  const { tasks } = report.outcome;
  const most = Math.min(MOST_CHARACTERS, room - 200);
  const groups: { name: string; bars: readonly Bar[] }[] = [];
  let count = 0;
  let all = 0;
  for (const task of byWeight(tasks)) {
    const bars = barsOf(task, report);
    if (bars.length === 0) continue;
    all += 1;
    // One that has no room ends the chart, whatever would fit behind it; the others are counted.
    if (groups.length < all - 1 || (count > 0 && count + bars.length > MOST_BARS)) continue;
    groups.push({ name: `${MARKS[task.state]} ${task.id}`, bars: bars.slice(-MOST_BARS) });
    count += bars.length;
  }
  const troubles = report.course.troubles.slice(-MOST_BARS / 4).map(({ from, to }) => ({
    label: 'no usable answer',
    from,
    to: to ?? report.endedAt,
    tag: 'crit' as const,
  }));
  if (troubles.length > 0) groups.push({ name: CONNECTION, bars: troubles });
  for (let shown = groups; shown.length > 0; shown = shown.slice(0, -1)) {
    const chart = chartOf(shown);
    if (!chart) return '';
    if (Buffer.byteLength(chart) > most) continue;
    const left = all - shown.filter(({ name }) => name !== CONNECTION).length;
    const note = left > 0 ? `\n\nThe chart leaves out ${left} of ${all} tasks.` : '';
    return `\`\`\`mermaid\n${chart}\n\`\`\`${note}`;
  }
  return '';
}

function chartOf(groups: readonly { name: string; bars: readonly Bar[] }[]): string | undefined {
  const all = groups.flatMap(({ bars }) => bars);
  const from = Math.min(...all.map((bar) => bar.from));
  const span = Math.max(...all.map((bar) => bar.to)) - from;
  if (!(span >= SHORTEST_MS)) return undefined;
  const names = groups.map(({ name }) => diagramText(name, 34));
  const padding = Math.min(Math.max(...names.map((name) => name.length * 7 + 20), 75), 260);
  const { tick, format } = axisOf(span);
  let id = 0;
  return [
    `%%{init: {"gantt": {"leftPadding": ${padding}, "rightPadding": 40}}}%%`,
    'gantt',
    '  dateFormat x',
    `  axisFormat ${format}`,
    `  tickInterval ${tick}`,
    '  todayMarker off',
    ...groups.flatMap(({ bars }, index) => [
      `  section ${names[index]}`,
      ...bars.map((bar) => {
        const start = Math.round(bar.from);
        const end = Math.round(Math.max(bar.to, bar.from + span * THINNEST));
        id += 1;
        const tag = bar.tag ? `${bar.tag}, ` : '';
        return `  ${diagramText(bar.label, 60)} :${tag}t${id}, ${start}, ${end}`;
      }),
    ]),
  ].join('\n');
}

const TICKS = [
  [1, '1second'],
  [5, '5second'],
  [10, '10second'],
  [30, '30second'],
  [60, '1minute'],
  [300, '5minute'],
  [600, '10minute'],
  [1_800, '30minute'],
  [3_600, '1hour'],
  [21_600, '6hour'],
  [86_400, '1day'],
  [604_800, '1week'],
] as const;

/** At most seven ticks, so that their times have room. */
function axisOf(span: number): { tick: string; format: string } {
  const [seconds, tick] = TICKS.find(([size]) => span / 1_000 / size <= 7) ?? [604_800, '1week'];
  const format = seconds < 60 ? '%H:%M:%S' : seconds < 86_400 ? '%H:%M' : '%m-%d';
  return { tick, format };
}
