import type { Marked, MarkImage, Observation } from '../session/observations';
import { type ActiveRecording, type ActiveState, createActive } from './active';
import { createCrashes } from './crashes';
import { makeRoom } from './make-room';
import type { RecordingInfo, RecordingSettings, StopReason, StoredMark } from './model';
import { nameOf, pageOf } from './page';
import { unstored } from './resume';
import type { RecordingStore } from './store';
import { createUserMarks } from './user-marks';

/** What the recorder asks of the capture around it. */
export interface RecorderHost {
  rootOf(tabId: number): number;
  tabsOf(root: number): number[];
  /** What is known of a group until now. */
  journal(root: number): readonly Observation[];
  /** The group is recorded from now on, or no longer: its pages are told to send their frames, or to stop. */
  watching(root: number, recorded: boolean): void;
  /** Journals marks of a tab; they come back through `observed`. */
  tell(tabId: number, marks: Marked[]): void;
  /** Shows panels a mark with its picture, which no journal keeps. */
  show(root: number, mark: Marked): void;
  /** What cannot be seen of a tab now. */
  unseen(tabId: number): RecordingInfo['unseen'];
}

/** What it is given of the browser. */
export interface RecorderOptions {
  store: RecordingStore;
  settings(): RecordingSettings;
  /** A tab's address and title. */
  describe(tabId: number): Promise<{ url?: string; title?: string } | undefined>;
  /** A picture of whichever of these tabs is in front of its window. */
  picture(tabIds: readonly number[]): Promise<MarkImage | undefined>;
  /** Which of these tabs have lost their page: it crashed. */
  crashed(tabIds: readonly number[]): Promise<number[]>;
  about: Pick<RecordingInfo, 'browser' | 'generator'>;
  /** Something that a page may show has changed. */
  changed(): void;
  /** Keeps what a stopped background needs to go on: `storage.session`. */
  remember?(state: () => RecorderState): void;
  drawId(): string;
  now(): number;
  later(callback: () => void, delay: number): void;
  log(message: string, error: unknown): void;
}

export interface RecorderState {
  aliveAt: number;
  active: ActiveState[];
}

export interface Recorder {
  isRecording(root: number): boolean;
  /** What is being recorded of a group. */
  of(root: number): RecordingInfo | undefined;
  active(): RecordingInfo[];
  start(tabId: number, patterns: readonly string[]): Promise<RecordingInfo>;
  stop(root: number, why: StopReason): Promise<void>;
  /** The root of the group that a recording under way is of. */
  rootOf(id: string): number | undefined;
  /** Something stored has changed by other hands. */
  changed(): void;
  observed(root: number, observations: readonly Observation[]): void;
  /** A page has gone, by navigating or by crashing. */
  pageLeft(): void;
  /** A user's mark on a tab, stored if it is recorded. */
  mark(tabId: number, mark: { text: string; at: number }): Promise<StoredMark>;
  /** Other words for a mark. */
  reword(id: string, mark: string, text: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /**
   * Goes on with what a stopped background was recording, and ends what an ended browser was.
   * `state` is what was remembered; undefined in a browser that has just started.
   */
  restore(state: RecorderState | undefined): Promise<void>;
}

/** Milliseconds between two signs of life, which also keep Chrome from stopping the background (30 s of silence). */
const BEAT = 5_000;

/** Records groups of tabs into the store: everything observed, at most a second late. */
export function createRecorder(host: RecorderHost, options: RecorderOptions): Recorder {
  const { store, now, later, drawId } = options;
  const recordings = new Map<number, ActiveRecording>();
  const crashes = createCrashes(options.crashed);
  const marks = createUserMarks(host, options, recordings);
  let beating = false;

  function remember(): void {
    options.remember?.(() => ({
      aliveAt: now(),
      active: [...recordings.values()].map((active) => active.state()),
    }));
  }

  function handshakeMark(
    root: number,
    about: Marked['about'],
    text: string,
    more: Partial<Marked> = {},
  ): Marked {
    return {
      kind: 'marked',
      at: now(),
      place: { tabId: root, frameId: 0 },
      by: 'handshake',
      about,
      text,
      ...more,
    };
  }

  function open(root: number, info: RecordingInfo, state?: ActiveState): ActiveRecording {
    const active = createActive(root, info, state, {
      write: async (next, chunk) => {
        await makeRoom(store, { info: next, settings: options.settings(), now: now() }, () =>
          store.put(next, chunk),
        );
      },
      now,
      later,
      written() {
        remember();
        options.changed();
        const { limitMegabytes } = options.settings();
        if (active.info.size >= limitMegabytes * 1_000_000) void stop(root, 'size');
      },
      failed(error) {
        options.log('recording', error);
        void stop(root, 'storage');
      },
    });
    recordings.set(root, active);
    host.watching(root, true);
    beat();
    return active;
  }

  function beat(): void {
    if (beating || recordings.size === 0) return;
    beating = true;
    later(() => {
      beating = false;
      remember();
      const { quietMinutes } = options.settings();
      for (const [root, { quietSince }] of recordings) {
        if (quietMinutes > 0 && now() - quietSince >= quietMinutes * 60_000) void stop(root, 'quiet');
      }
      pageLeft();
      options.changed();
      beat();
    }, BEAT);
  }

  function pageLeft(): void {
    if (recordings.size > 0) void lookForCrashes().catch((error) => options.log('tabs', error));
  }

  async function lookForCrashes(): Promise<void> {
    const gone = await crashes.since([...recordings.keys()].flatMap((root) => host.tabsOf(root)));
    for (const tabId of gone) {
      host.tell(tabId, [handshakeMark(tabId, 'page-crashed', 'The page crashed.')]);
    }
  }

  async function start(tabId: number, patterns: readonly string[]): Promise<RecordingInfo> {
    const root = host.rootOf(tabId);
    const running = recordings.get(root);
    if (running) return running.info;
    const startedAt = now();
    const info: RecordingInfo = {
      id: drawId(),
      name: '',
      startedAt,
      until: startedAt,
      state: { phase: 'recording' },
      counts: { sockets: 0, frames: 0, requests: 0, marks: 0 },
      size: 0,
      chunks: 0,
      patterns,
      interruptions: [],
      lost: 0,
      unseen: host.unseen(tabId),
      ...options.about,
    };
    const before = host.journal(root);
    const active = open(root, info);
    active.take(before);
    host.tell(tabId, [handshakeMark(tabId, 'recording-started', 'Recording started.')]);
    await active.flush();
    const page = pageOf(await options.describe(tabId));
    active.describe(nameOf(page), page);
    await active.flush();
    options.changed();
    return active.info;
  }

  async function stop(root: number, why: StopReason): Promise<void> {
    const active = recordings.get(root);
    if (!active || active.ending) return;
    active.ending = true;
    host.tell(root, [handshakeMark(root, 'recording-stopped', `Recording stopped: ${why}.`)]);
    recordings.delete(root);
    try {
      await active.end({ phase: 'stopped', at: now(), why });
    } catch (error) {
      options.log('recording', error);
      // Not even its last second could be written. What was is kept, and says how it ended.
      await store
        .update(active.info.id, (info) => ({
          ...info,
          state: { phase: 'stopped', at: info.until, why: 'storage' },
        }))
        .catch((failure) => options.log('recording', failure));
    }
    if (!recordings.has(root)) host.watching(root, false);
    remember();
    options.changed();
  }

  return {
    isRecording: (root) => recordings.has(root),
    of: (root) => recordings.get(root)?.info,
    active: () => [...recordings.values()].map(({ info }) => info),
    changed: options.changed,
    pageLeft,
    start,
    stop,
    rootOf: (id) => [...recordings].find(([, { info }]) => info.id === id)?.[0],
    observed(root, observations) {
      recordings.get(root)?.take(observations);
    },
    mark: marks.add,
    async reword(id, mark, text) {
      await marks.reword(id, mark, text);
      options.changed();
    },
    async rename(id, name) {
      const active = [...recordings.values()].find(({ info }) => info.id === id);
      if (active) {
        active.describe(name);
        await active.flush();
      } else await store.update(id, (info) => ({ ...info, name }));
      options.changed();
    },
    async restore(state) {
      const states = new Map(state?.active.map((one) => [one.id, one]));
      if (state && states.size === 0) return;
      const orphans = (await store.list()).filter((info) => info.state.phase === 'recording');
      for (const info of orphans) {
        const remembered = states.get(info.id);
        if (!state || !remembered) {
          await store.put({ ...info, state: { phase: 'stopped', at: info.until, why: 'browser-ended' } });
          continue;
        }
        const gap = { from: Math.max(state.aliveAt, info.until), to: now() };
        const late = await unstored(store, info, host.journal(remembered.root));
        const active = open(
          remembered.root,
          { ...info, interruptions: [...info.interruptions, gap] },
          remembered,
        );
        const text = 'Recording was interrupted: the browser had stopped the extension.';
        active.take(late);
        active.take([
          handshakeMark(remembered.root, 'recording-interrupted', text, { at: gap.from, until: gap.to }),
        ]);
      }
      remember();
    },
  };
}
