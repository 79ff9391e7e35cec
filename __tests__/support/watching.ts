import { type End, type Snapshot, type WatchOptions, watch } from '../../src/polling/watch.ts';
import { type Asked, type Script, scriptedProvider } from './provider.ts';
import { type TestWorld, testWorld, untouched } from './world.ts';

export const OPTIONS: WatchOptions = {
  ids: ['a'],
  parents: [],
  typicalMs: 180_000,
  idsPerRequest: 10,
  timeoutMs: 3_600_000,
  pollIntervalMs: 10_000,
  failFast: true,
  acceptPartial: false,
  mode: 'wait',
};

/** Everything that came of a wait. */
export interface Watched {
  snapshots: Snapshot[];
  last: Snapshot | undefined;
  end: End | undefined;
  thrown: unknown;
  asked: Asked[];
  /** Moments of the requests. */
  times: number[];
  /** When the wait ended. */
  endedAt: number;
}

/** Waits for task `a` every ten seconds for at most an hour, unless `change` says otherwise. */
export async function watchScript(
  script: Script,
  change: Partial<WatchOptions> = {},
  signalOf: (world: TestWorld) => AbortSignal = untouched,
): Promise<Watched> {
  const world = testWorld();
  const begin = world.clock.now();
  const provider = scriptedProvider(world.clock, script);
  const generator = watch(provider, { ...OPTIONS, ...change }, world, signalOf(world));
  const snapshots: Snapshot[] = [];
  let end: End | undefined;
  let thrown: unknown;
  try {
    for (let next = await generator.next(); ; next = await generator.next()) {
      if (next.done) {
        end = next.value;
        break;
      }
      snapshots.push(next.value);
    }
  } catch (error) {
    thrown = error;
  }
  const { asked } = provider;
  const times = asked.map(({ at }) => at);
  const endedAt = world.clock.now() - begin;
  return { snapshots, last: snapshots.at(-1), end, thrown, asked, times, endedAt };
}

/** A signal that aborts with `reason` after `ms` of the world's time. */
export function abortsAfter(ms: number, reason: Error): (world: TestWorld) => AbortSignal {
  return ({ clock }) => {
    const controller = new AbortController();
    clock.sleep(ms).then(() => controller.abort(reason));
    return controller.signal;
  };
}
