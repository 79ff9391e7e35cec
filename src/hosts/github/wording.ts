import type { Wording } from '../../model/wording.ts';

/** A workflow writes `input: value`. */
export const githubWording: Wording = {
  input: (name, value) => (value === undefined ? name : `${name}: ${value}`),
  again: 'the post step tries again',
  stopped: 'The job was cancelled, or its time was up',
  sender: 'The runner',
  before: 'the main step',
  issuer: "GitHub's issuer is https://token.actions.githubusercontent.com",
};
