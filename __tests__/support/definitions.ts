import { loadProviders } from '../../src/providers/index.ts';

/** All kinds as they are declared. */
export const providers = await loadProviders();
