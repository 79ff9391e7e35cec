import type { ProviderDefinition } from './provider.ts';
import * as registry from './registry.ts';

const definitions = Object.values(registry);

/** Values of the input `provider`. */
export type ProviderName = (typeof definitions)[number]['name'];
export const providerNames: readonly ProviderName[] = definitions.map(({ name }) => name);

/** The providers by name. */
export const providers = Object.fromEntries(
  definitions.map((definition) => [definition.name, definition]),
) as Record<ProviderName, ProviderDefinition>;
