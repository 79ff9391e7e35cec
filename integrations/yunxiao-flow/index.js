/**
 * A step of Yunxiao Flow, beside the command line of the package: what stands in the items of `step.yaml`, which come as
 * variables, becomes a command line. Later steps of the job read `cloud-task.env` in the folder of the project.
 */
import process from 'node:process';

const { env } = process;
const item = (name) => (env[name] ?? '').trim();
const flag = (name, value) => (value === '' ? [] : [name, value]);

if (item('PROJECT_DIR') !== '') process.chdir(item('PROJECT_DIR'));
process.argv.splice(
  2,
  process.argv.length,
  'wait',
  item('WAIT_PROVIDER'),
  ...flag('--task-id', item('WAIT_TASK_ID')),
  ...flag('--region', item('WAIT_REGION')),
  ...flag('--timeout', item('WAIT_TIMEOUT')),
  ...item('WAIT_FLAGS').split(/\s+/).filter(Boolean),
  ...['--output', 'text', '--output', 'env=cloud-task.env', '--state', 'cloud-task-state.json'],
);
await import('./cli.js');
