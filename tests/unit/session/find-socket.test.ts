import { expect, test } from 'vitest';
import { findSocket } from '@/utils/session/find-socket';
import type { Socket, SocketId } from '@/utils/websocket/model';

const socket = (id: string, exchangeId?: string) =>
  ({ id, ...(exchangeId && { handshake: { exchangeId } }) }) as unknown as Socket;

test('a connection that was opened while only its handshake was known stays open when its hook reports it', () => {
  const before = [socket('a.1', '7:0'), socket('unseen:12.0', '12:0')];
  expect(findSocket(before, 'unseen:12.0' as SocketId)).toBe(before[1]);
  const after = [socket('a.1', '7:0'), socket('a.2', '12:0'), socket('a.3')];
  expect(findSocket(after, 'unseen:12.0' as SocketId)).toBe(after[1]);
  expect(findSocket(after, 'a.2' as SocketId)).toBe(after[1]);
  expect(findSocket(after, 'unseen:99.0' as SocketId)).toBeUndefined();
  expect(findSocket(after, undefined)).toBeUndefined();
});
