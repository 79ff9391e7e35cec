import type { Observation } from '../../src/model/task.ts';
import type { Answer, Look, Round } from '../../src/polling/round.ts';
import { begin, type Step, type WaitState, type WatchOptions } from '../../src/polling/state.ts';
import { nextLook, step } from '../../src/polling/step.ts';
import { OPTIONS } from './watching.ts';

/** What comes of a round: the same entries for whatever is asked, an error for all of it, or some of both. */
export type Said =
  | readonly Observation[]
  | Error
  | { said?: readonly Observation[]; errors: Record<string, Error> };

/** A round as a string of `said`, at a moment since the begin; without one, when it is due. */
export type Turn = Said | [at: number, said: Said];

/** Lets rounds pass one after the other, without a clock: a wait begins at 0. Gives every step, and what each looked at. */
export function walk(turns: readonly Turn[], change: Partial<WatchOptions> = {}, random = 0.5) {
  const options: WatchOptions = { ...OPTIONS, ...change };
  let state: WaitState = begin(options, 0);
  const steps: Step[] = [];
  const looks: Look[] = [];
  const times: number[] = [];
  for (const turn of turns) {
    const [at, said] = isTimed(turn) ? turn : [state.nextLookAt, turn];
    const look = nextLook(state, options, at);
    const taken = step(state, roundOf(look, said), at, random, options);
    ({ state } = taken);
    steps.push(taken);
    looks.push(look);
    times.push(at);
  }
  return { steps, looks, times, state, options, last: steps.at(-1) as Step };
}

/** A round in which one request asks for all ids, one for all parents, and ids with an error for each of those alone. */
export function roundOf(look: Look, said: Said): Round {
  if (said instanceof Error) {
    return { look, answers: [], unanswered: [...look.ids, ...look.parents], errors: [said] };
  }
  const { said: observations = [], errors } = 'errors' in said ? said : { said, errors: {} };
  const isHeard = (id: string) => !Object.hasOwn(errors, id);
  const ids = look.ids.filter(isHeard);
  const parents = look.parents
    .filter(isHeard)
    .map((id) => ({ id, tasks: observations.filter(({ phase }) => phase === id) }));
  const answers: Answer[] = [];
  if (ids.length > 0) answers.push({ ids, observations });
  if (parents.length > 0) answers.push({ parents });
  const unanswered = [...look.ids, ...look.parents].filter((id) => !isHeard(id));
  return { look, answers, unanswered, errors: Object.values(errors) };
}

function isTimed(turn: Turn): turn is [number, Said] {
  return Array.isArray(turn) && typeof turn[0] === 'number';
}
