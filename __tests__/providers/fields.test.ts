import { expect, test } from '@jest/globals';
import { ILLS, informingIn, withIlls } from '../support/ills.ts';
import { replay, statesOf } from '../support/plays.ts';
import { OTHERS, record, SUCCESSES } from '../support/recordings.ts';

const scenes = [...SUCCESSES, ...OTHERS].filter(({ fault }) => !fault);

test.each(scenes.map((scene) => [scene.name, scene] as const))(
  '%s: no field that only informs costs the wait, whatever it holds',
  async (_, scene) => {
    const recording = await record(scene);
    const fields = informingIn(recording);
    const lost: string[] = [];
    for (const { question, path, index } of fields) {
      for (const ill of ILLS) {
        const played = await replay(recording, (asked, response) =>
          asked === question ? withIlls(response, [{ index, ill }]) : response,
        );
        const isSame = statesOf(played) === statesOf(recording.played);
        if (!isSame || played.crashes.length > 0) lost.push(`${path}: ${ill}, ${statesOf(played)}`);
      }
    }
    expect(lost).toEqual([]);
    // Nearly all of an answer only informs.
    expect(fields.length).toBeGreaterThan(5);
  },
);
