#!/usr/bin/env node
/**
 * The entry of the command line. An older Node has to read this file to say what it lacks: nothing newer stands in it than
 * what Node 12 knows. Signals are heard before anything else is read; a second one ends it at once.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 19)) {
  const signals = [new AbortController(), new AbortController()] as const;
  const heard = (name: string) => (signals[0].signal.aborted ? signals[1] : signals[0]).abort(name);
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, heard);
  const failed = (error: Error) => {
    process.exitCode = 5;
    process.stderr.write(`wait-for-cloud-task could not be read whole: ${error.message}\n`);
  };
  const [first, second] = signals;
  import('./main.ts')
    .then(({ cli }) => cli(first.signal, second.signal, import.meta.dirname))
    .catch(failed);
} else {
  process.exitCode = 2;
  process.stderr.write(
    `wait-for-cloud-task needs Node 22.19 or newer; this is ${process.version}.\n`,
  );
}
