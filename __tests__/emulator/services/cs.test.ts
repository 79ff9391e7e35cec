import { describe, expect, test } from '@jest/globals';
import type { TaskScript } from '../../../emulator/index.ts';
import { ack, alibaba } from '../calls.ts';
import { epoch, standingEmulator } from '../standing.ts';

const start = standingEmulator();

describe('ACK', () => {
  const task: TaskScript = {
    kind: 'alibaba-ack-task',
    id: 'T-1',
    parent: 'c-1',
    steps: [
      { at: 0, status: 'running', phase: 'Create', events: [{ level: 'Normal', message: 'go' }] },
      {
        at: 20,
        status: 'fail',
        phase: 'Join',
        errorCode: 'NotReady',
        errorInfo: 'node is not ready',
        resources: [{ data: 'i-1', status: 'failed' }],
      },
    ],
  };

  test('answers in its shape', async () => {
    const { url, clock, at } = await start([task]);
    clock.seconds = 20;
    const { body } = await ack(url, 'T-1', at());
    expect(body).toEqual({
      task_id: 'T-1',
      cluster_id: 'c-1',
      task_type: 'cluster_scaleout',
      state: 'fail',
      created: '2026-11-22T12:00:00+08:00',
      updated: '2026-11-22T12:00:20.000+08:00',
      target: { id: 'c-1', type: 'cluster' },
      parameters: {},
      stages: [
        {
          state: 'success',
          start_time: '2026-11-22 12:00:00',
          end_time: '2026-11-22 12:00:20',
          message: '',
          outputs: {},
        },
        {
          state: 'fail',
          start_time: '2026-11-22 12:00:20',
          end_time: '2026-11-22 12:00:20',
          message: '',
          outputs: {},
        },
      ],
      current_stage: 'Join',
      events: [
        {
          action: 'start',
          level: 'Normal',
          message: 'go',
          reason: '',
          source: 'ACK',
          timestamp: String(epoch),
        },
      ],
      task_result: [{ data: 'i-1', status: 'failed' }],
      error: { code: 'NotReady', message: 'node is not ready' },
    });
  });

  test('has an envelope of its own for errors', async () => {
    const { url, at } = await start([task]);
    const { status, body, headers } = await ack(url, 'T none', at());
    expect(status).toBe(404);
    expect(body).toMatchObject({
      code: 'ErrorTaskNotFound',
      message: 'task T none not found',
      requestId: headers['x-acs-request-id'],
    });
  });

  test('cancels with 202 and nothing in it', async () => {
    const { url, at } = await start([task, { ...task, id: 'T-2', cancelable: false }]);
    const cancel = (id: string) =>
      alibaba(
        url,
        'cs',
        'CancelTask',
        {},
        { method: 'POST', path: `/tasks/${id}/cancel`, ...at() },
      );
    const first = await cancel('T-1');
    expect([first.status, first.text]).toEqual([202, '']);
    expect((await ack(url, 'T-1', at())).body.state).toBe('canceled');
    expect((await cancel('T-1')).status).toBe(400);
    expect((await cancel('T-2')).status).toBe(400);
  });
});
