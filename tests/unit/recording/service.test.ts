import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { shortCount } from '@/utils/recording/badge';
import { openRecorderClient } from '@/utils/recording/client';
import { PORT_RECORDER, type RecorderStatus } from '@/utils/recording/messages';
import { readRecordingSettings } from '@/utils/recording/model';
import type { ServiceHost } from '@/utils/recording/service';
import { createRecordingService } from '@/utils/recording/service';
import { openRecordingStore } from '@/utils/recording/store';
import { frames } from '../support/journal';
import { fakePorts } from '../transport/fake-port';
import { settle } from './support';

function start() {
  const badges = new Map<number, string | null>();
  const kept: Record<string, unknown> = {};
  const waking: boolean[] = [];
  const timers: (() => void)[] = [];
  const host: ServiceHost = {
    rootOf: (tabId) => tabId,
    tabsOf: (root) => [root],
    journal: () => [],
    watching() {},
    tell: (tabId, marks) => service.observed(tabId, marks),
    show() {},
    unseen: () => 'nothing',
  };
  const service = createRecordingService(host, {
    store: openRecordingStore(),
    area: { get: async () => kept, set: async (items) => void Object.assign(kept, items) },
    badge: {
      setBadgeText: ({ tabId, text }) => void badges.set(tabId, text),
      setBadgeBackgroundColor() {},
    },
    quota: async () => 5_000_000,
    waking: (wanted) => void waking.push(wanted),
    describe: async () => ({ url: 'https://app.test/', title: 'App' }),
    picture: async () => undefined,
    crashed: async () => [],
    about: { generator: { name: 'Handshake', version: '1' } },
    drawId: () => `id${Math.random()}`,
    now: Date.now,
    later: (run) => void timers.push(run),
    log() {},
  });
  const statuses: RecorderStatus[] = [];
  const connect = (tabId?: number) => {
    const opened: ReturnType<typeof fakePorts>[] = [];
    const client = openRecorderClient({
      connect() {
        const ports = fakePorts(PORT_RECORDER);
        opened.push(ports);
        service.serve(ports.background);
        return ports.page;
      },
      ...(tabId !== undefined && { tabId }),
      onStatus: (status) => void statuses.push(status),
      later: (run, delay) => void (delay < 1_000 && run()),
    });
    return { client, opened };
  };
  const pass = () => {
    for (const run of timers.splice(0)) run();
  };
  return { service, connect, statuses, badges, kept, waking, pass };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a page that asks about recordings', () => {
  test('starts one, is told of it, lists it, reads it and removes it', async () => {
    const { service, connect, statuses, badges, waking } = start();
    const { client } = connect(7);
    expect(statuses.at(-1)).toMatchObject({ active: [], tab: { unseen: 'nothing' } });
    const { id } = await client.call('start', 7, []);
    expect(statuses.at(-1)?.tab?.recording).toMatchObject({ id, name: 'App' });
    service.observed(7, [frames({ seq: 0, payload: 'a' }, { seq: 1, payload: 'b' })]);
    await client.call('mark', 7, { text: 'here', at: 1 });
    expect(badges.get(7)).toBe('2');
    expect(waking.at(-1)).toBe(true);
    await client.call('stop', id);
    expect(badges.get(7)).toBe('');
    expect(waking.at(-1)).toBe(false);
    expect(await client.call('list')).toMatchObject({
      recordings: [{ id, counts: { frames: 2 } }],
      quota: 5_000_000,
    });
    expect(await client.call('read', id)).toMatchObject({ marks: [{ text: 'here' }] });
    expect(await client.call('marks', id)).toMatchObject([{ text: 'here', at: 1 }]);
    expect((await client.call('chunk', id, 0)).length).toBeGreaterThan(0);
    await client.call('rename', id, 'Named');
    expect(await client.call('list')).toMatchObject({ recordings: [{ name: 'Named' }] });
    await client.call('remove', id);
    expect((await client.call('list')).recordings).toEqual([]);
    expect(await client.call('read', id)).toBeUndefined();
  });

  test('removes what is being recorded only by stopping it first, and all others at once', async () => {
    const { connect, service } = start();
    const { client } = connect(7);
    const { id: old } = await client.call('start', 7, []);
    await client.call('stop', old);
    const { id: running } = await client.call('start', 7, []);
    await client.call('removeAll');
    expect((await client.call('list')).recordings.map(({ id }) => id)).toEqual([running]);
    await client.call('remove', running);
    expect(service.isRecording(7)).toBe(false);
    expect((await client.call('list')).recordings).toEqual([]);
  });

  test('is told why something was refused', async () => {
    const { connect } = start();
    const { client } = connect();
    await expect(client.call('nothing' as 'list')).rejects.toThrow(/not a function/);
  });

  test('comes back when the background has died; what was asked then is refused', async () => {
    const { connect, statuses } = start();
    const { client, opened } = connect(7);
    const asked = client.call('list');
    opened[0]!.background.disconnect();
    await expect(asked).rejects.toThrow(/stopped/);
    expect(opened).toHaveLength(2);
    expect(statuses.length).toBeGreaterThan(1);
    await settle();
    expect((await client.call('list')).recordings).toEqual([]);
  });

  test('finds its settings again, held to their bounds', async () => {
    const first = start();
    const settings = { ...readRecordingSettings(undefined), quietMinutes: 3, patterns: ['a.test'] };
    await first.connect().client.call('setSettings', { ...settings, limitMegabytes: -5 });
    expect(first.kept).toEqual({ recording: { ...settings, limitMegabytes: 200 } });
    expect(await first.connect().client.call('settings')).toMatchObject({
      quietMinutes: 3,
      patterns: ['a.test'],
    });
  });
});

test('an alarm that the browser’s end left behind is taken back', async () => {
  const { service, waking } = start();
  await service.restore(undefined);
  expect(waking).toEqual([false]);
});

test('a mark made by the keyboard is answered by a tick on the badge, for a moment', async () => {
  const { service, badges, pass } = start();
  await service.mark(7);
  expect(badges.get(7)).toBe('✓');
  pass();
  expect(badges.get(7)).toBe('');
});

test('the keyboard command starts and stops', async () => {
  const { service } = start();
  await service.toggle(7);
  expect(service.isRecording(7)).toBe(true);
  await service.toggle(7);
  expect(service.isRecording(7)).toBe(false);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1_234, '1.2k'],
  [9_960, '10k'],
  [45_400, '45k'],
  [999_400, '999k'],
  [999_600, '1.0M'],
  [12_345_678, '12M'],
])('a badge tells %i as %s', (count, text) => {
  expect(shortCount(count)).toBe(text);
});
