/** What the entries start. One bundle serves all of them; what only the command line needs is a part of its own. */
export { main, post } from './hosts/github/action.ts';

export const cli = async (first: AbortSignal, second: AbortSignal, folder: string) =>
  (await import('./hosts/cli/cli.ts')).cli(first, second, folder);
