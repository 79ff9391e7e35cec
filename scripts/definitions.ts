import { githubWording } from '../src/hosts/github/wording.ts';
import { worded } from '../src/model/wording.ts';
import { loadProviders } from '../src/providers/index.ts';
import type { ProviderDefinition } from '../src/providers/provider.ts';

/** Kinds by their names. */
export type Definitions = Readonly<Record<string, ProviderDefinition>>;

/** All kinds of the registry, with inputs named as a workflow names them. */
export const definitions = worded(await loadProviders(), githubWording);
