import * as z from 'zod/mini';
import { readAnswer } from '../../clouds/answer.ts';
import type { Call } from '../../clouds/cloud.ts';
import { informing, listOf, textOrEmpty } from '../../clouds/shapes.ts';
import type { FailureLog } from '../provider.ts';

const ACTION = 'ListArtifactBuildTaskLog';

/** The largest page that the API gives. */
const PAGE_SIZE = 100;

/** What fits a screen; why a build failed stands at its end. */
const MOST_LINES = 50;

const Log = z.looseObject({
  TotalCount: z.catch(z._default(z.coerce.number(), 0), 0),
  BuildTaskLogs: listOf(z.looseObject({ LineNumber: informing(z.number()), Message: textOrEmpty })),
});

/** The last lines of a build's log: from the last page, and the one before where that is short. */
export async function lastLines(
  instanceId: string,
  taskId: string,
  call: Call,
  signal: AbortSignal,
): Promise<FailureLog> {
  const first = await page(1);
  const pages = Math.max(Math.ceil(first.TotalCount / PAGE_SIZE), 1);
  const last = pages === 1 ? first : await page(pages);
  let lines = linesOf(last);
  if (pages > 1 && lines.length < MOST_LINES) {
    lines = [...linesOf(pages === 2 ? first : await page(pages - 1)), ...lines];
  }
  const shown = lines.slice(-MOST_LINES);
  const total = Math.max(first.TotalCount, shown.length);
  const plural = total === 1 ? '' : 's';
  const count = `${shown.length < total ? `last ${shown.length} of ` : ''}${total} line${plural}`;
  return {
    title: shown.length > 0 ? `Build log, ${count}` : 'Build log',
    lines: shown,
    ...(shown.length === 0 && { note: 'The build has left no log.' }),
  };

  async function page(number: number) {
    const query = {
      InstanceId: instanceId,
      BuildTaskId: taskId,
      Page: String(number),
      PageSize: String(PAGE_SIZE),
    };
    const permission = `cr:${ACTION}`;
    const { body } = await call({ action: ACTION, method: 'GET', query, permission }, signal);
    return readAnswer(Log, body, ACTION);
  }
}

function linesOf({ BuildTaskLogs }: z.infer<typeof Log>): string[] {
  return BuildTaskLogs.toSorted((a, b) => (a.LineNumber ?? 0) - (b.LineNumber ?? 0)).map(
    ({ Message }) => Message,
  );
}
