/** What the entries start. One bundle serves all of them. */
export { main, post } from './hosts/github/action.ts';
