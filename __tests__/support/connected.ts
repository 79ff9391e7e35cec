import {
  type Emulator,
  type EmulatorOptions,
  type Kind,
  startEmulator,
} from '../../emulator/index.ts';
import { createClient } from '../../src/clouds/client.ts';
import { fixedCredentials } from '../../src/clouds/credentials.ts';
import { clouds } from '../../src/clouds/index.ts';
import { createHttp } from '../../src/network/http.ts';
import type { ProviderName } from '../../src/providers/index.ts';
import type { Provider, ProviderOptions } from '../../src/providers/provider.ts';
import { CONTRACT } from './contract.ts';
import { providers } from './definitions.ts';
import { networkedWorld, type TestWorld } from './world.ts';

export const REGION = 'cn-hangzhou';

const KEYS = {
  accessKeyId: 'emulator-access-key-id',
  accessKeySecret: 'emulator-access-key-secret',
};

/** The real provider on the real client of its cloud, which sends to `baseUrl`. */
export function connectTo(
  name: ProviderName,
  world: TestWorld,
  baseUrl: string,
  options: Partial<ProviderOptions> = {},
): Provider {
  const definition = providers[name];
  const protocol = clouds[definition.cloud].protocol(definition.product, REGION, baseUrl);
  const call = createClient(protocol, fixedCredentials(KEYS), world);
  return definition.connect(
    { region: REGION, network: 'public', given: CONTRACT[name].inputs ?? {}, ...options },
    call,
  );
}

/** The real provider in front of a scripted server. */
export function connectToScript(
  name: ProviderName,
  world: TestWorld,
  options: Partial<ProviderOptions> = {},
): Provider {
  return connectTo(name, world, 'https://cloud.example', options);
}

export interface Stage {
  provider: Provider;
  emulator: Emulator;
  world: TestWorld;
}

/** The real provider, client and network in front of an emulator that lives in the same virtual time. */
export async function stage(
  kind: Kind,
  options: EmulatorOptions = {},
  providerOptions: Partial<ProviderOptions> = {},
): Promise<Stage> {
  const { http, close } = createHttp({});
  const world = networkedWorld(http);
  const emulator = await startEmulator({ now: () => world.clock.now(), ...options });
  opened.push(async () => {
    await close();
    await emulator.close();
  });
  return { provider: connectTo(kind, world, emulator.url, providerOptions), emulator, world };
}

const opened: (() => Promise<void>)[] = [];

/** Ends what `stage` has started; for `afterEach`. */
export async function closeStages(): Promise<void> {
  await Promise.all(opened.splice(0).map((close) => close()));
}
