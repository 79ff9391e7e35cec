import { loadProviders } from '../src/providers/index.ts';
import type { ProviderDefinition } from '../src/providers/provider.ts';

/** Kinds by their names. */
export type Definitions = Readonly<Record<string, ProviderDefinition>>;

/** All kinds of the registry. */
export const definitions = await loadProviders();
