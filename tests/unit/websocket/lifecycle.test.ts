import { describe, expect, test } from 'vitest';
import type { Observed } from '@/utils/session/observations';
import {
  applySocketClosed,
  applySocketClosing,
  applySocketOpened,
  createSocket,
  explainCloser,
} from '@/utils/websocket';
import { closed, closing, created, opened, T0 } from '../support/journal';

const connecting = () => createSocket(created('r.1', 0) as Observed<'socket-created'>, 1);
const open = (at: number) => opened('r.1', at, { protocol: 'chat' }) as Observed<'socket-opened'>;
const close = (...line: [at: number, code: number, reason?: string, wasClean?: boolean]) =>
  closed('r.1', ...line) as Observed<'socket-closed'>;
const call = (at: number, code?: number) => closing('r.1', at, code) as Observed<'socket-closing'>;

describe('the life of a connection', () => {
  test('opens with the protocol that the server chose', () => {
    expect(applySocketOpened(connecting(), open(5))).toMatchObject({
      protocol: 'chat',
      state: { phase: 'open', since: T0 + 5 },
    });
  });

  test('a socket that fails before it opens is kept as failed', () => {
    expect(applySocketClosed(connecting(), close(9, 1006)).state).toEqual({
      phase: 'failed',
      since: T0 + 9,
      code: 1006,
      reason: '',
      by: 'unknown',
    });
  });

  test('an open event that comes after the close event turns failed into closed', () => {
    const mended = applySocketOpened(applySocketClosed(connecting(), close(9, 1006)), open(5));
    expect(mended.state).toMatchObject({ phase: 'closed', openedAt: T0 + 5, since: T0 + 9, by: 'network' });
  });

  test('only the first close() call counts', () => {
    const called = applySocketClosing(
      applySocketClosing(applySocketOpened(connecting(), open(5)), call(6, 4000)),
      call(7),
    );
    expect(called.closeCall).toMatchObject({ at: T0 + 6, code: 4000 });
    expect(called.state).toMatchObject({ phase: 'closing', openedAt: T0 + 5, code: 4000 });
  });
});

describe('who closed', () => {
  const opened5 = () => applySocketOpened(connecting(), open(5));

  test('the page, where its close() call came before the close event', () => {
    const socket = applySocketClosed(applySocketClosing(opened5(), call(6)), close(8, 1005));
    expect(explainCloser(socket)).toMatchObject({ by: 'page', confidence: 'proved' });
  });

  test('the page also where its close() call is told after the close event', () => {
    const socket = applySocketClosing(applySocketClosed(opened5(), close(8, 1000)), call(6));
    expect(explainCloser(socket)).toMatchObject({ by: 'page' });
  });

  test('the server, where the close was clean and the page had called nothing', () => {
    expect(explainCloser(applySocketClosed(opened5(), close(8, 4401)))).toMatchObject({
      by: 'server',
      confidence: 'inferred',
    });
  });

  test('a close() call after the close event does not make it the page', () => {
    const socket = applySocketClosing(applySocketClosed(opened5(), close(8, 4401)), call(9));
    expect(explainCloser(socket)).toMatchObject({ by: 'server' });
  });

  test('the network, where no Close frame came', () => {
    expect(explainCloser(applySocketClosed(opened5(), close(8, 1006)))).toMatchObject({ by: 'network' });
  });

  test('nobody can tell for a connection that never opened', () => {
    expect(explainCloser(applySocketClosed(connecting(), close(8, 1006)))).toMatchObject({
      by: 'unknown',
      confidence: 'cannot-see',
    });
  });
});
