/** The emulator as `wait-for-cloud-task emulator` starts it: one file of the package. */
import { command } from './command.ts';

// Whoever has started it is gone.
process.once('disconnect', () => process.exit());
// A listener holds the process: one that only shows its help, or could not begin, has to end.
process.channel?.unref();

await command(process.argv.slice(2), {
  self: 'wait-for-cloud-task emulator',
  wait: 'npx wait-for-cloud-task',
});
