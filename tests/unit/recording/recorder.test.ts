import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { openRecordingStore, type RecordingStore } from '@/utils/recording/store';
import type { Observation } from '@/utils/session/observations';
import { created, frames, PAGE, request, T0 } from '../support/journal';
import { settle, stage } from './support';

let store: RecordingStore;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  store = openRecordingStore();
});

const text = (seq: number, payload: string) => frames({ seq, payload });
const mark = (words: string): Observation => ({
  kind: 'marked',
  at: 1,
  place: PAGE,
  by: 'handshake',
  text: words,
});

async function storedOf(id: string): Promise<Observation[]> {
  const info = (await store.get(id))!;
  const chunks = await Promise.all(Array.from({ length: info.chunks }, (_, index) => store.chunk(id, index)));
  return chunks.flatMap((chunk) => chunk!.observations);
}

const aboutOf = (observations: readonly Observation[]) =>
  observations.flatMap((seen) => (seen.kind === 'marked' && seen.about ? [seen.about] : []));

describe('a recording', () => {
  test('begins with what was known, is written within a second, and tells the pages to send their frames', async () => {
    const { browser, build, told, pass } = stage(store);
    browser.journal.push(created('r.1', 0));
    const recorder = build();
    const { id } = await recorder.start(8, []);
    expect(told).toEqual([[7, true]]);
    recorder.observed(7, [text(0, 'hello')]);
    await pass(1_000);
    const stored = await storedOf(id);
    expect(stored.map(({ kind }) => kind)).toEqual(['socket-created', 'marked', 'socket-frames']);
    expect(await store.get(id)).toMatchObject({
      name: 'App',
      page: { url: 'https://app.test/in', title: 'App' },
      state: { phase: 'recording' },
      counts: { sockets: 1, frames: 1, requests: 0, marks: 0 },
      unseen: 'bodies',
    });
  });

  test('is written at once when much has come', async () => {
    const { build } = stage(store);
    const recorder = build();
    const { id } = await recorder.start(7, []);
    recorder.observed(7, [text(0, 'x'.repeat(2_100_000))]);
    await settle();
    expect((await store.get(id))!.size).toBeGreaterThan(2_000_000);
  });

  test('stopped by the user keeps all, says how it ended, and lets the pages go', async () => {
    const { build, told } = stage(store);
    const recorder = build();
    const { id } = await recorder.start(7, []);
    recorder.observed(7, [text(0, 'last words')]);
    await recorder.stop(7, 'user');
    recorder.observed(7, [text(1, 'too late')]);
    const stored = await storedOf(id);
    expect(stored.filter(({ kind }) => kind === 'socket-frames')).toHaveLength(1);
    expect(aboutOf(stored)).toEqual(['recording-started', 'recording-stopped']);
    expect((await store.get(id))!.state).toMatchObject({ phase: 'stopped', why: 'user' });
    expect(told.at(-1)).toEqual([7, false]);
    expect(recorder.isRecording(7)).toBe(false);
  });

  test('stops by itself after the minutes of silence that the settings say', async () => {
    const { build, pass } = stage(store, { quietMinutes: 2 });
    const recorder = build();
    const { id } = await recorder.start(7, []);
    await pass(90_000);
    recorder.observed(7, [text(0, 'still here')]);
    await pass(100_000);
    expect(recorder.isRecording(7)).toBe(true);
    await pass(30_000);
    expect((await store.get(id))!.state).toMatchObject({ phase: 'stopped', why: 'quiet' });
  });

  test('without a limit of silence goes on', async () => {
    const { build, pass } = stage(store, { quietMinutes: 0 });
    const recorder = build();
    await recorder.start(7, []);
    await pass(3_600_000);
    expect(recorder.isRecording(7)).toBe(true);
  });

  test('stops at its size limit', async () => {
    const { build, pass } = stage(store, { limitMegabytes: 1 });
    const recorder = build();
    const { id } = await recorder.start(7, []);
    recorder.observed(7, [text(0, 'x'.repeat(1_100_000))]);
    await pass(2_000);
    expect((await store.get(id))!.state).toMatchObject({ phase: 'stopped', why: 'size' });
    expect(recorder.isRecording(7)).toBe(false);
  });

  test('goes on after the background was stopped, and says from when to when it was interrupted', async () => {
    const { build, pass, die, remembered, browser } = stage(store);
    const first = build();
    const { id } = await first.start(7, []);
    first.observed(7, [text(0, 'before')]);
    await pass(1_000);
    const state = remembered();
    const from = browser.now();
    die(4_000);
    const second = build();
    await second.restore(state);
    expect(second.isRecording(7)).toBe(true);
    second.observed(7, [frames({ seq: 0, payload: 'before' }, { seq: 1, payload: 'after' })]);
    await pass(1_000);
    const info = (await store.get(id))!;
    expect(info.interruptions).toEqual([{ from, to: from + 4_000 }]);
    expect(info.counts.frames).toBe(2);
    const stored = await storedOf(id);
    expect(
      stored.find((seen) => seen.kind === 'marked' && seen.about === 'recording-interrupted'),
    ).toMatchObject({
      at: from,
      until: from + 4_000,
    });
  });

  test('takes from the journal what the stopped background had no time to write, once', async () => {
    const { build, pass, die, remembered, browser } = stage(store);
    const first = build();
    const { id } = await first.start(7, []);
    const seen = [...request({ id: '1', at: browser.now() - T0, status: 200 })];
    browser.journal.push(...seen);
    first.observed(7, seen.slice(0, 2));
    await pass(1_000);
    first.observed(7, seen.slice(2));
    const state = remembered();
    die(1_000);
    const second = build();
    await second.restore(state);
    await pass(1_000);
    const stored = (await storedOf(id)).filter((one) => 'requestId' in one);
    expect(stored.map(({ kind }) => kind)).toEqual(seen.map(({ kind }) => kind));
    expect((await store.get(id))!.counts.requests).toBe(1);
  });

  test('that the browser’s end cut off has ended at its last stored second', async () => {
    const { build, pass, die } = stage(store);
    const first = build();
    const { id } = await first.start(7, []);
    first.observed(7, [text(0, 'stored')]);
    await pass(1_000);
    const { until } = (await store.get(id))!;
    die(60_000);
    const second = build();
    await second.restore(undefined);
    expect(second.isRecording(7)).toBe(false);
    expect((await store.get(id))!.state).toEqual({ phase: 'stopped', at: until, why: 'browser-ended' });
    expect(await storedOf(id)).toHaveLength(2);
  });

  test('tells once that a page crashed', async () => {
    const { build, pass, browser } = stage(store);
    const recorder = build();
    const { id } = await recorder.start(7, []);
    browser.crashed = [8];
    await pass(20_000);
    browser.crashed = [];
    await pass(10_000);
    expect(aboutOf(await storedOf(id)).filter((about) => about === 'page-crashed')).toHaveLength(1);
  });

  test('leaves frames out, counted and told, that come faster than the disk takes them', async () => {
    let release = () => {};
    const slow: RecordingStore = {
      ...store,
      put: async (info, chunk) => {
        if (chunk && chunk.size > 1_000_000) await new Promise<void>((resolve) => (release = resolve));
        await store.put(info, chunk);
      },
    };
    const slowStage = stage(slow);
    const recorder = slowStage.build();
    const { id } = await recorder.start(7, []);
    const large = 'x'.repeat(10_000_000);
    for (let seq = 0; seq < 12; seq++) recorder.observed(7, [text(seq, large)]);
    recorder.observed(7, [mark('kept')]);
    for (let i = 0; i < 12; i++) {
      release();
      await slowStage.pass(1_000);
    }
    const info = (await store.get(id))!;
    expect(info.lost).toBeGreaterThan(0);
    expect(info.counts.frames + info.lost).toBe(12);
    const stored = await storedOf(id);
    expect(aboutOf(stored)).toContain('not-recorded');
    expect(stored.some((seen) => seen.kind === 'marked' && seen.text === 'kept')).toBe(true);
  });
});

describe('a mark', () => {
  test('is stored with its picture beside the recording, and its words can be changed', async () => {
    const { build, browser, shown } = stage(store);
    browser.picture = { mime: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]) };
    const recorder = build();
    const { id } = await recorder.start(7, []);
    const { id: markId } = await recorder.mark(7, { text: 'hung', at: 5 });
    expect(await store.marks(id)).toMatchObject([
      { text: 'hung', at: 5, image: { bytes: new Uint8Array([1, 2, 3]) } },
    ]);
    expect(shown).toMatchObject([{ id: markId, image: { mime: 'image/jpeg' } }]);
    expect((await store.get(id))!.counts.marks).toBe(1);
    await recorder.reword(id, markId, 'here it hung');
    expect(await store.marks(id)).toMatchObject([{ id: markId, text: 'here it hung', at: 5 }]);
  });

  test('takes no picture where the settings say so', async () => {
    const { build, browser } = stage(store, { pictures: false });
    browser.picture = { mime: 'image/jpeg', bytes: new Uint8Array([1]) };
    const recorder = build();
    const { id } = await recorder.start(7, []);
    await recorder.mark(7, { text: '', at: 5 });
    expect((await store.marks(id))[0]!.image).toBeUndefined();
  });
});
