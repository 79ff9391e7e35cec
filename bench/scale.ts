/** Many tasks in one step: requests a round, processor time and memory, each in a process of its own. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Goal, table } from './table.ts';

const COUNTS = [1, 100, 1_000, 5_000];
const WORKER = fileURLToPath(new URL('scale-worker.ts', import.meta.url));

/** What a worker reports. */
export interface Usage {
  rounds: number;
  requests: number;
  cpuMs: number;
  peakMiB: number;
}

/** Table and goals of the scale bench. */
export function scale(): { tables: string; goals: Goal[] } {
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
  const extra = thousand.peakMiB - one.peakMiB;
  const cpu = (usage: Usage) => usage.cpuMs / usage.rounds;
  const growth = cpu(fiveThousand) / cpu(thousand);
  const goals: Goal[] = [
    {
      what: '1,000 Volcengine tasks: requests a round',
      asked: '10',
      measured: perRound.toFixed(1),
      isMet: perRound <= 10,
    },
    {
      what: '1,000 Volcengine tasks: peak memory above one task’s',
      asked: '< 40 MiB',
      measured: `${extra.toFixed(0)} MiB`,
      isMet: extra < 40,
    },
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
