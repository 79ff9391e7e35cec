import type * as z from 'zod/mini';
import { readAnswer } from '../clouds/answer.ts';
import type { ApiCall, Call } from '../clouds/cloud.ts';
import { CloudError } from '../model/errors.ts';
import type { Observation } from '../model/task.ts';

/** What a kind says of the one operation that gets one of its tasks. */
interface GetShape<Answer> {
  request(id: string): ApiCall;
  answer: z.ZodMiniType<Answer>;
  /** What an answer calls the id of its task. */
  id: string & keyof Answer;
  /** True of the error by which the cloud says that there is no such task. */
  isUnknown(error: CloudError): boolean;
  observe(answer: Answer, requestId: string): Observation;
}

/** Asks for one task after the other. An answer that is about another task says nothing of the one asked for. */
export function getting<Answer>(shape: GetShape<Answer>, call: Call) {
  return {
    async ask(ids: readonly string[], signal: AbortSignal): Promise<Observation[]> {
      const observations: Observation[] = [];
      for (const id of ids) {
        const request = shape.request(id);
        const answered = await call(request, signal).catch(unknownTask);
        if (!answered) continue;
        const answer = readAnswer(shape.answer, answered.body, request.action);
        if (answer[shape.id] === id) observations.push(shape.observe(answer, answered.requestId));
      }
      return observations;
    },
  };

  function unknownTask(error: unknown): undefined {
    if (error instanceof CloudError && shape.isUnknown(error)) return;
    throw error;
  }
}
