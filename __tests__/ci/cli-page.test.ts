/** The examples of docs/cli.md, as somebody types them: the emulator in one shell, all the rest in another. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { blocksOf } from './recipes.ts';
import { run, scratch, tools } from './support.ts';

const scripts = blocksOf('docs/cli.md')
  .filter(({ language }) => language === 'sh')
  .map(({ text }) => text);

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return String(address.port);
}

test('all of them work, one after the other', async () => {
  using folder = scratch();
  const cwd = folder.path;
  const port = await freePort();
  const [emulator = '', ...rest] = scripts.map((text) => text.replaceAll('8080', port));
  expect(emulator).toMatch(/^npx wait-for-cloud-task emulator --port \d+\n$/);
  const env = { PATH: tools(cwd), HOME: cwd, WAIT_FOR_CLOUD_TASK_POLL_INTERVAL: '1s' };
  const fast = `exec ${emulator.trim()} --speed 50`;
  const playing = spawn('sh', ['-c', fast], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let printed = '';
    playing.stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
    });
    while (!printed.includes('Requests:')) await once(playing.stdout, 'data');
    const exports = rest.join('').match(/^export .+$/gm) ?? [];
    expect(exports).toHaveLength(2);
    expect(printed.split('\n')).toEqual(expect.arrayContaining(exports));
    const { code, stdout, stderr } = await run('sh', ['-ec', rest.join('')], { cwd, env });
    expect({ code, stderr: code ? stderr : '' }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        'state: succeeded',
        'Start instances of m-sample here.',
        expect.stringMatching(/^\{"state":"succeeded",/),
        expect.stringMatching(/^https:\/\/ecs\.console\.aliyun\.com\/image\/m-sample/),
      ]),
    );
  } finally {
    playing.kill();
  }
}, 60_000);
