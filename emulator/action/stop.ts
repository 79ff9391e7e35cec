/** The post step of the emulator's action: ends the emulator and shows what it was asked. */
import { existsSync, readFileSync } from 'node:fs';

const pid = Number(process.env.STATE_pid);
const log = process.env.STATE_log ?? '';

try {
  if (pid > 0) process.kill(pid);
} catch {
  // It has ended already; the runner ends what a job leaves behind.
}
if (existsSync(log)) {
  const text = readFileSync(log, 'utf8');
  const [, requests = text] = text.split('Requests:\n');
  // What clients sent stands in these lines: none of them may be taken for a command of the runner's.
  const shown = requests.replaceAll('::', ': :').replaceAll('##[', '# #[');
  process.stdout.write(`Requests to the emulator:\n${shown || '(none)\n'}`);
}
