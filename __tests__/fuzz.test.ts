import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isDeciding } from './support/deciding.ts';
import { ILLS, informingIn, withIlls } from './support/ills.ts';
import { type Mutation, mutate, mutation } from './support/mutations.ts';
import { verdict } from './support/oracle.ts';
import { type Asked, type Played, replay, statesOf } from './support/plays.ts';
import { OTHERS, type Recording, record, type Scene, SUCCESSES } from './support/recordings.ts';

/**
 * Answers of every kind of task that are wrong in one to three places and more, against an oracle that is written from the
 * contract alone. `npm run fuzz` tries 20,000; the same again is `FUZZ_SEED=… FUZZ_RUNS=… npm test -- __tests__/fuzz.test.ts`.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 1_500);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const LONGEST_MS = 60_000 + RUNS * 60;
const runs = { seed: SEED, numRuns: RUNS };
const again = `FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS}`;

const recordings = new Map<string, Recording>();
const rejections: unknown[] = [];
const keep = (reason: unknown) => rejections.push(reason);
beforeAll(async () => {
  process.on('unhandledRejection', keep);
  process.stderr.write(`${again}\n`);
  for (const scene of [...SUCCESSES, ...OTHERS]) recordings.set(scene.name, await record(scene));
}, 60_000);
afterAll(() => {
  process.off('unhandledRejection', keep);
});

const nameOf = (scenes: readonly Scene[]) => fc.constantFrom(...scenes.map(({ name }) => name));
const byParent = [...SUCCESSES, ...OTHERS].filter(({ parents }) => parents.length > 0);
const scene = fc.oneof(
  { weight: 4, arbitrary: nameOf(SUCCESSES) },
  { weight: 2, arbitrary: nameOf(byParent) },
  { weight: 3, arbitrary: nameOf(OTHERS) },
);
const mode = fc.oneof(
  { weight: 9, arbitrary: fc.constant('check' as const) },
  { weight: 1, arbitrary: fc.constant('wait' as const) },
);

/** Which of the answers of a wait is wrong, and how; most often the first, which decides. */
const wrong = fc.record({
  answer: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
});
const plan = fc.record({ scene, mode, wrong: fc.array(wrong, { minLength: 1, maxLength: 2 }) });
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

function recordingOf(name: string): Recording {
  const recording = recordings.get(name);
  if (!recording) throw new Error(`there is no recording ${name}`);
  return recording;
}

async function playPlan({ scene, wrong: changes, ...asked }: Plan): Promise<Played & Recording> {
  const recording = recordingOf(scene);
  const { kind, answers, parents } = recording;
  const questions = [...answers.keys()];
  const decides = (path: string) => isDeciding(kind, path, parents.length > 0);
  const mutationsOf = (question: string): Mutation[] =>
    changes.flatMap(({ answer, mutations }) =>
      questions[answer % questions.length] === question ? mutations : [],
    );
  const played = await replay(
    recording,
    (question, response) =>
      mutationsOf(question).reduce((answer, change) => mutate(answer, change, decides), response),
    asked satisfies Partial<Asked>,
  );
  return { ...recording, ...played };
}

/** What the oracle makes of all that was seen. */
function expected({ kind, ids, parents, seen }: Played & Recording) {
  const answers = seen.map(({ question, response: { status, body } }) => {
    const words = decodeURIComponent(question).split(/[=/,&[\]"]/);
    return { status, text: body, ids: ids.filter((id) => words.includes(id)) };
  });
  return verdict(kind, ids, parents, answers);
}

const shown = ({ seen }: Played) =>
  seen
    .map(({ question, response: { status, body } }) => `${question}\n${status} ${body}`)
    .join('\n');

test(
  `success is what the contract calls so, and nothing breaks (${again})`,
  async () => {
    const count = { green: 0, other: 0 };
    await fc.assert(
      fc.asyncProperty(plan, async (drawn) => {
        const played = await playPlan(drawn);
        expect(played.crashes).toEqual([]);
        const isGreen = played.outcome.state === 'succeeded';
        count[isGreen ? 'green' : 'other'] += 1;
        if (expected(played) !== (isGreen ? 'none' : 'success')) return;
        const { state, message } = played.outcome;
        throw new Error(
          `${isGreen ? 'a false green' : 'a lost wait'}: ${state}, ${message}\n${shown(played)}`,
        );
      }),
      runs,
    );
    // A claim about successes says nothing where there are none.
    expect(count.green).toBeGreaterThan(RUNS / 20);
    expect(rejections).toEqual([]);
  },
  LONGEST_MS,
);

/** Fields that only inform, one to three of them, and what is wrong with each. */
const harmless = fc.record({
  scene: nameOf([...SUCCESSES, ...OTHERS].filter(({ fault }) => !fault)),
  ills: fc.array(fc.record({ field: fc.nat(400), ill: fc.constantFrom(...ILLS) }), {
    minLength: 1,
    maxLength: 3,
  }),
});

test(
  `what only informs costs no wait (${again})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(harmless, async ({ scene: name, ills }) => {
        const recording = recordingOf(name);
        const fields = informingIn(recording);
        const chosen = ills.map(({ field, ill }) => ({ ...fields[field % fields.length], ill }));
        const played = await replay(recording, (question, response) =>
          withIlls(
            response,
            chosen.flatMap(({ index = 0, ill, ...of }) =>
              of.question === question ? [{ index, ill }] : [],
            ),
          ),
        );
        expect(played.crashes).toEqual([]);
        if (statesOf(played) === statesOf(recording.played)) return;
        const paths = chosen.map(({ path, ill }) => `${path}: ${ill}`).join(', ');
        throw new Error(`${paths}\n${statesOf(played)}\n${shown(played)}`);
      }),
      runs,
    );
    expect(rejections).toEqual([]);
  },
  LONGEST_MS,
);
