import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeRoom } from '@/utils/recording/make-room';
import { type RecordingInfo, readRecordingSettings } from '@/utils/recording/model';
import { openRecordingStore, type RecordingStore } from '@/utils/recording/store';
import { created, frames, PAGE } from '../support/journal';

let store: RecordingStore;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  store = openRecordingStore();
});

const recording = (id: string, startedAt: number, more: Partial<RecordingInfo> = {}): RecordingInfo => ({
  id,
  name: id,
  startedAt,
  until: startedAt,
  state: { phase: 'stopped', at: startedAt, why: 'user' },
  counts: { sockets: 0, frames: 0, requests: 0, marks: 0 },
  size: 400_000,
  chunks: 0,
  patterns: [],
  interruptions: [],
  lost: 0,
  unseen: 'nothing',
  generator: { name: 'Handshake', version: '1' },
  ...more,
});

const full = () => Object.assign(new Error('full'), { name: 'QuotaExceededError' });
const ids = async () => (await store.list()).map(({ id }) => id);
const settings = { ...readRecordingSettings(undefined), totalMegabytes: 1 };

describe('stored recordings', () => {
  test('give back what was stored, bytes and columns included, newest recording first', async () => {
    const observations = [
      created('r.1', 0),
      frames({ seq: 0, payload: new Uint8Array([0, 255]) }, { seq: 1, payload: '한 \ud800' }),
    ];
    await store.put(recording('old', 1));
    await store.put(recording('new', 2, { chunks: 1 }), { observations, size: 9 });
    expect(await ids()).toEqual(['new', 'old']);
    expect(await store.chunk('new', 0)).toEqual({ observations, size: 9 });
    expect(await store.chunk('new', 1)).toBeUndefined();
  });

  test('are found again when the store is opened anew', async () => {
    await store.put(recording('a', 1, { chunks: 1 }), { observations: [created('r.1', 0)], size: 1 });
    const again = openRecordingStore();
    expect(await again.get('a')).toMatchObject({ id: 'a' });
    expect((await again.chunk('a', 0))!.observations).toHaveLength(1);
  });

  test('are removed with their chunks and marks, others staying', async () => {
    for (const id of ['a', 'ab']) {
      await store.put(recording(id, 1, { chunks: 1 }), { observations: [], size: 0 });
      await store.putMark(id, { kind: 'marked', at: 1, place: PAGE, by: 'user', text: '', id: 'm' });
    }
    await store.remove('a');
    expect(await ids()).toEqual(['ab']);
    expect(await store.chunk('a', 0)).toBeUndefined();
    expect(await store.marks('a')).toEqual([]);
    expect(await store.chunk('ab', 0)).toBeDefined();
    expect(await store.marks('ab')).toHaveLength(1);
  });

  test('are all removed but those named', async () => {
    for (const id of ['a', 'b', 'c']) await store.put(recording(id, 1));
    await store.removeAll(new Set(['b']));
    expect(await ids()).toEqual(['b']);
  });
});

describe('room for a recording', () => {
  test('is made by dropping the oldest that has ended, as often as the browser has none, and each is told', async () => {
    await store.put(recording('oldest', 1));
    await store.put(recording('older', 2));
    await store.put(recording('other', 3, { state: { phase: 'recording' } }));
    const own = recording('own', 4, { state: { phase: 'recording' }, size: 0 });
    let refusals = 2;
    await makeRoom(store, { info: own, settings, now: 99 }, async () => {
      if (refusals-- > 0) throw full();
      await store.put(own);
    });
    expect(await ids()).toEqual(['own', 'other']);
    expect(await store.dropped()).toMatchObject([
      { id: 'older', droppedAt: 99, size: 400_000 },
      { id: 'oldest', droppedAt: 99 },
    ]);
    await store.forgetDropped();
    expect(await store.dropped()).toEqual([]);
  });

  test('that cannot be made is an error, and nothing under way is dropped', async () => {
    await store.put(recording('other', 3, { state: { phase: 'recording' } }));
    const own = recording('own', 4, { state: { phase: 'recording' } });
    const write = () => Promise.reject(full());
    await expect(makeRoom(store, { info: own, settings, now: 1 }, write)).rejects.toThrow('full');
    expect(await ids()).toEqual(['other']);
  });

  test('another error drops nothing', async () => {
    await store.put(recording('oldest', 1));
    const write = () => Promise.reject(new Error('broken'));
    const own = recording('own', 4);
    await expect(makeRoom(store, { info: own, settings, now: 1 }, write)).rejects.toThrow('broken');
    expect(await ids()).toEqual(['oldest']);
  });

  test('is made when all together are larger than the settings allow', async () => {
    await store.put(recording('oldest', 1));
    await store.put(recording('older', 2));
    const own = recording('own', 4, { state: { phase: 'recording' }, size: 300_000 });
    await makeRoom(store, { info: own, settings, now: 1 }, () => store.put(own));
    expect(await ids()).toEqual(['own', 'older']);
    expect(await store.dropped()).toMatchObject([{ id: 'oldest' }]);
  });
});

test.each([
  [undefined, {}],
  [{ quietMinutes: -1, limitMegabytes: 0, totalMegabytes: 'much', patterns: 'x', pictures: 1 }, {}],
  [
    { quietMinutes: 0, limitMegabytes: 5 },
    { quietMinutes: 0, limitMegabytes: 5 },
  ],
])('settings %o that were stored or typed are held to their bounds', (stored, expected) => {
  const standard = {
    quietMinutes: 10,
    limitMegabytes: 200,
    totalMegabytes: 1000,
    patterns: [],
    pictures: true,
  };
  expect(readRecordingSettings(stored)).toEqual({ ...standard, ...expected });
});
