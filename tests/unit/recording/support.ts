import { type RecordingSettings, readRecordingSettings } from '@/utils/recording/model';
import { createRecorder, type RecorderState } from '@/utils/recording/recorder';
import type { RecordingStore } from '@/utils/recording/store';
import type { MarkImage, Observation } from '@/utils/session/observations';

/** A recorder with its clock, its timers and its browser in a test's hands. */
export function stage(store: RecordingStore, settings: Partial<RecordingSettings> = {}) {
  const given = { ...readRecordingSettings(undefined), ...settings };
  let time = 1_000_000;
  let timers: { at: number; run: () => void }[] = [];
  let state: (() => RecorderState) | undefined;
  let ids = 0;
  const told: [number, boolean][] = [];
  const shown: Observation[] = [];
  const journal: Observation[] = [];
  const browser = {
    picture: undefined as MarkImage | undefined,
    crashed: [] as number[],
    journal,
    now: () => time,
  };
  const build = () => {
    const recorder = createRecorder(
      {
        rootOf: (tabId) => (tabId === 8 ? 7 : tabId),
        tabsOf: (root) => (root === 7 ? [7, 8] : [root]),
        journal: () => journal,
        watching: (root, on) => void told.push([root, on]),
        tell: (tabId, marks) => recorder.observed(tabId === 8 ? 7 : tabId, marks),
        show: (_, mark) => void shown.push(mark),
        unseen: () => 'bodies',
      },
      {
        store,
        settings: () => given,
        describe: async () => ({ url: 'https://app.test/in?code=secret#x', title: 'App' }),
        picture: async () => browser.picture,
        crashed: async () => browser.crashed,
        about: { generator: { name: 'Handshake', version: '1' } },
        changed() {},
        remember: (next) => {
          state = next;
        },
        drawId: () => `id${++ids}`,
        now: () => time,
        later: (run, delay) => void timers.push({ at: time + delay, run }),
        log() {},
      },
    );
    return recorder;
  };
  return {
    browser,
    told,
    shown,
    build,
    /** What the recorder would find when it comes back. */
    remembered: () => state && (JSON.parse(JSON.stringify(state())) as RecorderState),
    /** The background is stopped: its timers never run. */
    die(ms = 0) {
      timers = [];
      time += ms;
    },
    /** Lets time pass, and what was due run. */
    async pass(ms: number) {
      const end = time + ms;
      for (;;) {
        timers.sort((a, b) => a.at - b.at);
        const next = timers[0];
        if (!next || next.at > end) break;
        timers.shift();
        time = Math.max(time, next.at);
        next.run();
        await settle();
      }
      time = end;
      await settle();
    },
  };
}

/** Lets IndexedDB, which answers by tasks, do its work. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 40; i++) await new Promise((resolve) => setImmediate(resolve));
}
