/** The emulator as `wait-for-cloud-task emulator` starts it: one file of the package. */
import { command } from './command.ts';

// Whoever has started it is gone.
process.once('disconnect', () => process.exit());
// Whoever listens to the channel is kept by it: help, and what is wrong, would never end.
process.channel?.unref();

await command(process.argv.slice(2), {
  self: 'wait-for-cloud-task emulator',
  wait: 'npx wait-for-cloud-task',
});
