/** Heard from here on, before the action itself is read: a job may be cancelled in its first moments too. */
const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => interruption.abort(name));

const { main } = await import('./main.ts');
await main(interruption.signal);
