import type { ProviderDefinition } from './provider.ts';
import { registry } from './registry.ts';

/** Values of the input `provider`. */
export type ProviderName = keyof typeof registry;
export const providerNames = Object.keys(registry) as readonly ProviderName[];

/** A name in the registry that is another than its kind's own does not compile. */
const loaders: {
  [Name in ProviderName]: () => Promise<{ definition: ProviderDefinition<Name> }>;
} = registry;

/** The kind of that name. */
export async function loadProvider(name: ProviderName): Promise<ProviderDefinition> {
  return (await loaders[name]()).definition;
}

/** All kinds by their names: for whoever tells of all of them. */
export async function loadProviders(): Promise<Record<ProviderName, ProviderDefinition>> {
  const all = providerNames.map(async (name) => [name, await loadProvider(name)] as const);
  return Object.fromEntries(await Promise.all(all)) as Record<ProviderName, ProviderDefinition>;
}
