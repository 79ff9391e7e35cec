/** The emulator from a clone. */
import { command } from './command.ts';

await command(process.argv.slice(2), {
  self: 'npm run emulator --',
  wait: 'node scripts/node24.mjs dist/cli.js',
});
