import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { createBackground } from '@/utils/capture/background';
import { createRecordingService } from '@/utils/recording/service';
import { openRecordingStore } from '@/utils/recording/store';
import type { Observation } from '@/utils/session/observations';
import type { PortSender } from '@/utils/transport/port';
import { fakePorts } from '../transport/fake-port';
import { settle } from './support';

const BASE = 'chrome-extension://us/';

/** A background of which tab 7 is recorded, as nobody but the recorder looks at it. */
async function recorded(crashed: number[] = []) {
  const store = openRecordingStore();
  const sent: [number, string][] = [];
  const background = createBackground({
    self: { id: 'us', base: BASE },
    sendMessage: async (tabId, message) => void sent.push([tabId, message.type]),
    openTabs: async () => [],
    fetchDocument: () => Promise.reject(new Error('no network')),
    recording: (host) =>
      createRecordingService(host, {
        store,
        area: { get: async () => ({}), set: async () => {} },
        badge: { setBadgeText() {}, setBadgeBackgroundColor() {} },
        quota: async () => undefined,
        describe: async () => ({ url: 'https://app.test/', title: 'App' }),
        picture: async () => undefined,
        crashed: async () => crashed,
        about: { generator: { name: 'Handshake', version: '1' } },
        drawId: () => crypto.randomUUID(),
        now: () => 1_000,
        later() {},
        log(_, error) {
          throw error;
        },
      }),
    now: () => 1_000,
    later() {},
    log(_, error) {
      throw error;
    },
  });
  await new Promise<void>((resolve) => background.gate(resolve));
  const connect = (name: string, sender: PortSender) => {
    const ports = fakePorts(name, { id: 'us', ...sender });
    background.connect(ports.background);
    return ports;
  };
  const hook = (tabId: number) =>
    connect('handshake:hook', { url: 'https://app.test/', tab: { id: tabId }, frameId: 0 });
  const panel = (tabId: number) => {
    const ports = connect('handshake:panel', { url: `${BASE}panel.html` });
    ports.page.postMessage({ type: 'watch', tabId });
    return ports;
  };
  await background.recording!.toggle(7);
  async function stored(): Promise<Observation[]> {
    await settle();
    const [info] = await store.list();
    const chunks = await Promise.all(
      Array.from({ length: info!.chunks }, (_, index) => store.chunk(info!.id, index)),
    );
    return chunks.flatMap((chunk) => chunk!.observations);
  }
  return { ...background, sent, hook, panel, stored, store };
}

const created = (socket: string) => ({
  kind: 'socket-created',
  socket,
  at: 5,
  url: 'wss://api.test/',
  protocols: [],
});

function openPopup({ capture }: Awaited<ReturnType<typeof recorded>>) {
  const place = { tabId: 8, frameId: 0 };
  capture.navigation.tabOpened({
    kind: 'tab-opened',
    at: 6,
    place,
    openerTabId: 7,
    url: 'https://app.test/help',
  });
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('a tab that is recorded', () => {
  test('has its pages send their frames though no panel is open, and goes on when one closes', async () => {
    const { hook, panel, sent, recording } = await recorded();
    expect(sent).toEqual([[7, 'watch']]);
    expect(hook(7).toPage).toEqual([{ type: 'watch' }]);
    expect(hook(9).toPage).toEqual([{ type: 'unwatch' }]);
    panel(7).page.disconnect();
    expect(sent.map(([, type]) => type)).not.toContain('unwatch');
    await recording!.toggle(7);
    expect(sent.at(-1)).toEqual([7, 'unwatch']);
  });

  test('that a panel shows still sends its frames when the recording stops', async () => {
    const { panel, sent, recording } = await recorded();
    panel(7);
    await recording!.toggle(7);
    expect(sent.at(-1)).toEqual([7, 'watch']);
  });

  test('takes along the windows that it opens, whatever is in them', async () => {
    const background = await recorded();
    openPopup(background);
    expect(background.sent.at(-1)).toEqual([8, 'watch']);
    const hook = background.hook(8);
    expect(hook.toPage).toEqual([{ type: 'watch' }]);
    hook.page.postMessage({ type: 'observations', observations: [created('p.1')] });
    await background.recording!.toggle(8);
    expect((await background.stored()).map(({ kind, place }) => [kind, place.tabId])).toEqual([
      ['marked', 7],
      ['tab-opened', 8],
      ['socket-created', 8],
      ['marked', 7],
    ]);
  });

  test('ends its recording when the last tab of the group is closed', async () => {
    const background = await recorded();
    openPopup(background);
    background.capture.navigation.tabClosed(7);
    expect(background.recording!.isRecording(7)).toBe(true);
    background.capture.navigation.tabClosed(8);
    await settle();
    expect((await background.store.list())[0]!.state).toMatchObject({ why: 'tab-closed' });
  });

  test('is looked at when its page goes: it may have crashed', async () => {
    const crashed: number[] = [];
    const background = await recorded(crashed);
    const hook = background.hook(7);
    crashed.push(7);
    hook.page.disconnect();
    await settle();
    await background.recording!.toggle(7);
    const marks = (await background.stored()).map((seen) => seen.kind === 'marked' && seen.about);
    expect(marks).toEqual(['recording-started', 'page-crashed', 'recording-stopped']);
  });
});
