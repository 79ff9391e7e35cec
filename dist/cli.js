#!/usr/bin/env node
/**
 * The entry of the command line. An older Node has to read this file to say what it lacks: nothing newer stands in it than
 * what Node 12 knows. Signals are heard before anything else is read; a second one ends it at once.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 19)) {
    const signals = [new AbortController(), new AbortController()];
    const heard = (name) => {
        const [first, second] = signals;
        (first.signal.aborted ? second : first).abort(name);
    };
    for (const name of ['SIGINT', 'SIGTERM'])
        process.on(name, heard);
    import('./main.js').then(({ cli }) => cli(signals[0].signal, signals[1].signal, import.meta.dirname));
}
else {
    process.exitCode = 2;
    process.stderr.write(`wait-for-cloud-task needs Node 22.19 or newer; this is ${process.version}.\n`);
}
export {};
