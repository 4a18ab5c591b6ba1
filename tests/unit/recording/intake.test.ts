import { describe, expect, test } from 'vitest';
import { createIntake } from '@/utils/recording/intake';
import type { Observation } from '@/utils/session/observations';
import { created, frames, opened, PAGE, request } from '../support/journal';

const payloads = (observations: readonly Observation[]) =>
  observations.flatMap((seen) => (seen.kind === 'socket-frames' ? [...seen.payloads] : []));

describe('what a recording stores', () => {
  test('counts connections, frames, requests once for all their hops, and marks', () => {
    const { counts, size } = createIntake([]).take([
      created('r.1', 0),
      opened('r.1', 1),
      frames({ seq: 0, payload: 'a' }, { seq: 1, payload: 'b' }),
      ...request({ id: '1', at: 1, status: 302 }),
      {
        kind: 'marked',
        at: 1,
        place: PAGE,
        by: 'user',
        text: 'on a frame',
        frame: { socket: 'r.1', seq: 0 },
      },
      { kind: 'marked', at: 1, place: PAGE, by: 'handshake', text: 'ours' },
    ]);
    expect(counts).toEqual({ sockets: 1, frames: 2, requests: 1, marks: 1 });
    expect(size).toBeGreaterThan(300);
  });

  test('is each frame once, though a page tells its last ones again', () => {
    const intake = createIntake([]);
    intake.take([frames({ seq: 0, payload: 'a' }, { seq: 1, payload: 'b' })]);
    const again = intake.take([
      frames({ seq: 0, payload: 'a' }, { seq: 1, payload: 'b' }, { seq: 2, payload: 'c' }),
    ]);
    expect(payloads(again.observations)).toEqual(['c']);
    expect(again.counts.frames).toBe(1);
    expect(intake.take([frames({ seq: 1, payload: 'b' })]).observations).toEqual([]);
  });

  test('is each frame once after the background was stopped, too', () => {
    const before = createIntake([]);
    before.take([frames({ seq: 0, payload: 'a' })]);
    const state = JSON.parse(JSON.stringify(before.state()));
    const after = createIntake([], state).take([frames({ seq: 0, payload: 'a' }, { seq: 1, payload: 'b' })]);
    expect(payloads(after.observations)).toEqual(['b']);
  });

  test('is what matches its patterns, whole: frames of a connection, hops and bodies of a request', () => {
    const intake = createIntake(['wanted.test']);
    const { observations, counts } = intake.take([
      created('r.1', 0, { url: 'wss://wanted.test/ws' }),
      created('r.2', 0, { url: 'wss://other.test/ws' }),
      opened('r.2', 1),
      frames({ n: 1, seq: 0, payload: 'yes' }, { n: 2, seq: 0, payload: 'no' }),
      ...request({
        id: '1',
        at: 1,
        url: 'https://other.test/',
        status: 200,
        responseBody: { state: 'form', fields: [] },
      }),
      ...request({ id: '2', at: 1, url: 'https://wanted.test/', status: 200 }),
      { kind: 'navigated', at: 1, place: PAGE, url: 'https://other.test/' },
    ]);
    expect(payloads(observations)).toEqual(['yes']);
    expect(counts).toEqual({ sockets: 1, frames: 1, requests: 1, marks: 0 });
    expect(observations.filter((seen) => 'requestId' in seen && seen.requestId === '1')).toEqual([]);
    expect(observations.some(({ kind }) => kind === 'response-body')).toBe(false);
    expect(observations.some(({ kind }) => kind === 'navigated')).toBe(true);
  });

  test('is not a mark that is stored by itself', () => {
    const mark: Observation = { kind: 'marked', at: 1, place: PAGE, by: 'user', text: 'here', id: 'm' };
    expect(createIntake([]).take([mark]).observations).toEqual([]);
  });
});
