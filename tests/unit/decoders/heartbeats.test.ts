import { expect, test } from 'vitest';
import { beatKey, isHeartbeat, steadyBeats } from '@/utils/websocket/decoders';

const beat = (index: number, at: number, payload: string | Uint8Array, sent = true) => ({
  index,
  at,
  sent,
  key: beatKey(payload),
});

test('equal short frames on a steady beat are heartbeats, one late beat notwithstanding', () => {
  const times = [
    0, 30_000, 60_100, 89_900, 125_000, 155_000, 185_000, 215_000, 245_000, 275_000, 305_000, 335_000,
  ];
  const beats = times.map((at, n) => beat(n, at, '{"type":"keepalive"}'));
  const chat = [10, 4_000, 4_100, 90_000].map((at, n) => beat(100 + n, at, `hello ${n}`));
  expect([...steadyBeats([...beats, ...chat])]).toEqual(beats.map(({ index }) => index));
});

test('a burst, an uneven rhythm, too few, and long frames are none', () => {
  expect(steadyBeats([0, 10, 20, 30, 40].map((at, n) => beat(n, at, 'x'))).size).toBe(0);
  expect(steadyBeats([0, 1_000, 9_000, 9_600, 30_000, 31_000].map((at, n) => beat(n, at, 'x'))).size).toBe(0);
  expect(steadyBeats([0, 1_000, 2_000].map((at, n) => beat(n, at, 'x'))).size).toBe(0);
  expect(steadyBeats([0, 1, 2, 3, 4].map((n) => beat(n, n * 1_000, 'x'.repeat(200)))).size).toBe(0);
});

test('directions, and text and bytes, are told apart', () => {
  const mixed = [0, 1, 2, 3].map((n) => beat(n, n * 1_000, 'x', n % 2 === 0));
  expect(steadyBeats(mixed).size).toBe(0);
  expect(beatKey('1,2')).not.toBe(beatKey(new Uint8Array([1, 2])));
});

test('a protocol’s own word needs no rhythm', () => {
  expect(isHeartbeat({ kind: 'PINGREQ', summary: '', fields: [], heartbeat: true })).toBe(true);
  expect(isHeartbeat({ kind: 'PUBLISH', summary: '', fields: [] })).toBe(false);
});
