/** Many tasks in one step: requests a round, processor time and memory, each in a process of its own. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { waitFor } from './scale-action.ts';
import { type Goal, table } from './table.ts';

const COUNTS = [1, 100, 1_000, 5_000] as const;
const WORKER = fileURLToPath(new URL('scale-worker.ts', import.meta.url));

/** What the action itself waits for, and how long: of thousands a second or two go by in each round. */
const ACTIONS = [
  [1, 2],
  [1_000, 5],
  [5_000, 8],
] as const;

/** What a worker reports. */
export interface Usage {
  rounds: number;
  requests: number;
  cpuMs: number;
  peakMiB: number;
}

/** Tables and goals of the scale bench. */
export async function scale(): Promise<{ tables: string; goals: Goal[] }> {
  const inWorkers = ofWorkers();
  const ofTheAction = await ofActions();
  return {
    tables: `${inWorkers.tables}\n\n${ofTheAction.tables}`,
    goals: [...inWorkers.goals, ...ofTheAction.goals],
  };
}

/** Twenty rounds on a clock that only counts, without a network: what a round takes. */
function ofWorkers(): { tables: string; goals: Goal[] } {
  const usages = COUNTS.map((count): Usage => {
    const text = execFileSync(process.execPath, [WORKER, String(count)], { encoding: 'utf8' });
    return JSON.parse(text);
  });
  const rows = usages.map(({ rounds, requests, cpuMs, peakMiB }, index) => [
    String(COUNTS[index]),
    (requests / rounds).toFixed(1),
    (cpuMs / rounds).toFixed(1),
    peakMiB.toFixed(0),
  ]);
  const [one, , thousand, fiveThousand] = usages as [Usage, Usage, Usage, Usage];
  const perRound = thousand.requests / thousand.rounds;
  const cpu = (usage: Usage) => usage.cpuMs / usage.rounds;
  const growth = cpu(fiveThousand) / cpu(thousand);
  const goals: Goal[] = [
    {
      what: '1,000 Volcengine tasks: requests a round',
      asked: '10',
      measured: perRound.toFixed(1),
      isMet: perRound <= 10,
    },
    memoryGoal('1,000 Volcengine tasks', one, thousand),
    memoryGoal('5,000 Volcengine tasks', one, fiveThousand),
    {
      what: '5,000 tasks: processor time a round, to that of 1,000',
      asked: 'linear (≤ 6)',
      measured: growth.toFixed(1),
      isMet: growth <= 6,
    },
  ];
  const head = ['tasks', 'requests a round', 'processor ms a round', 'peak memory MiB'];
  return { tables: table(head, rows), goals };
}

/** The action with all that it does, from its start to its summary. */
async function ofActions(): Promise<{ tables: string; goals: Goal[] }> {
  const rows: string[][] = [];
  const peaks = new Map<number, { peakMiB: number }>();
  for (const [count, seconds] of ACTIONS) {
    const { requests, cpuMs, peakMiB } = await waitFor(count, seconds);
    peaks.set(count, { peakMiB });
    rows.push([String(count), String(requests), cpuMs.toFixed(0), peakMiB.toFixed(0)]);
  }
  const goals = ([1_000, 5_000] as const).map((count) => {
    const what = `${count.toLocaleString('en')} tasks, the action itself`;
    return memoryGoal(what, peaks.get(1), peaks.get(count));
  });
  const head = ['tasks, the action itself', 'requests', 'processor ms in all', 'peak memory MiB'];
  return { tables: table(head, rows), goals };
}

function memoryGoal(
  what: string,
  one: { peakMiB: number } | undefined,
  many: { peakMiB: number } | undefined,
): Goal {
  const extra = (many?.peakMiB ?? Number.NaN) - (one?.peakMiB ?? Number.NaN);
  return {
    what: `${what}: peak memory above one task’s`,
    asked: '≤ 40 MiB',
    measured: `${extra.toFixed(0)} MiB`,
    isMet: extra <= 40,
  };
}
