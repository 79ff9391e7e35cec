import headless from '@xterm/headless';
import { networkedWorld } from '../../__tests__/support/world.ts';
import { startEmulator, type TaskScript } from '../../emulator/index.ts';
import { readArguments } from '../../src/hosts/cli/arguments.ts';
import { commandHost } from '../../src/hosts/cli/host.ts';
import { openLiveView } from '../../src/hosts/cli/live/view.ts';
import { wait } from '../../src/hosts/session.ts';
import { InterruptedError } from '../../src/model/errors.ts';
import { createHttp } from '../../src/network/http.ts';
import { drawing, type Run } from './svg.ts';

const SIZE = { columns: 106, rows: 15 };
const AT_MS = 155_000;
const TITLE = 'wait-for-cloud-task on a terminal';

const kind = 'alibaba-eci-commit';
const task = (id: string, seconds: number, end = 'Succeeded'): TaskScript => ({
  kind,
  id,
  steps: [
    ...[0, 10, 25, 40, 55, 65, 75, 85, 95].map((progress) => ({
      at: (seconds * progress) / 100,
      status: 'Running',
      progress,
    })),
    { at: seconds, status: end, progress: 100 },
  ],
});
const tasks = [
  task('t-web', 96),
  task('t-api', 240),
  task('t-worker', 140, 'Failed'),
  task('t-search', 310),
  task('t-mailer', 205),
];
const command = `${kind} ${tasks.map(({ id }) => id).join(' ')} --no-fail-fast`;

/**
 * A picture of the command line's live view, some minutes into a wait: drawn by the real host and wait in virtual time, on
 * the screen of xterm.js, and so the same each time.
 */
export async function terminalPicture(): Promise<string> {
  const { http, close } = createHttp({});
  const world = { ...networkedWorld(http), env: KEYS };
  const { clock } = world;
  const emulator = await startEmulator({ tasks, now: () => clock.now() });
  const screen = new headless.Terminal({
    cols: SIZE.columns,
    rows: SIZE.rows,
    convertEol: true,
    allowProposedApi: true,
  });
  const print = (text: string) => screen.write(text);
  print(`\u001b[90m$\u001b[0m npx wait-for-cloud-task ${command}\n`);
  const line = readArguments([...command.split(' '), '--endpoint', emulator.url]);
  const ours = { showsData: true, isOurs: () => true, guard: () => () => undefined };
  const terminal = { size: () => SIZE, print, ...ours };
  const streams = { data: print, line: (text: string) => print(`${text}\n`), terminal };
  const { host, close: giveBack } = commandHost(line, world, streams, openLiveView);
  const stop = new AbortController();
  let picture: string | undefined;
  const taken = clock.sleep(AT_MS).then(async () => {
    picture = await clock.hold(async () => drawing(TITLE, await runsOn(screen), SIZE));
    stop.abort(new InterruptedError('SIGINT'));
  });
  await Promise.all([wait(host, world, stop.signal), taken]);
  giveBack();
  await close();
  await emulator.close();
  return picture ?? '';
}

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator-access-key-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'emulator-access-key-secret',
  ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
};

/** What can be seen, as runs of one colour. */
async function runsOn(screen: InstanceType<typeof headless.Terminal>): Promise<Run[]> {
  await new Promise<void>((resolve) => screen.write('', resolve));
  const { active } = screen.buffer;
  const runs: Run[] = [];
  for (let row = 0; row < screen.rows; row += 1) {
    const line = active.getLine(active.baseY + row);
    for (let column = 0; column < screen.cols; column += 1) {
      const cell = line?.getCell(column);
      const text = cell?.getChars() || ' ';
      const colour = cell?.isFgPalette() ? cell.getFgColor() : undefined;
      const last = runs.at(-1);
      if (last?.row === row && last.colour === colour) last.text += text;
      else runs.push({ row, column, text, colour });
    }
  }
  return runs;
}
