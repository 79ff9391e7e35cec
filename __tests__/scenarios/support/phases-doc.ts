import { phases } from './phases.ts';

/** The part of `docs/reliability.md` on connections; `phases.test.ts` holds every row to what the bundle does. */
export const phasesDoc: readonly string[] = [
  '',
  '## Where a request may be when time is up or the job is cancelled',
  '',
  'Each phase meets the committed bundle over real sockets: with `timeout: 3s`, with SIGINT, and with SIGINT and',
  '`on-cancel: cancel`. In every one of them all outputs are set, the deadline is kept within the ten seconds of the last look',
  '(`timed-out`), and SIGINT is answered within two seconds, or seven with a cancel (`interrupted`); a cancel that does not get',
  'through either is left to `post`. Where the last column has a minute, a host that has never answered is given up then,',
  'or at once in check mode, as `error`; all else is trouble until the deadline.',
  '',
  '| phase | what happens | given up |',
  '| --- | --- | --- |',
  ...phases.map(
    ({ name, what, isGivenUp }) => `| ${name} | ${what} | ${isGivenUp ? 'after a minute' : 'no'} |`,
  ),
];
