import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { RecorderClient } from '../recording/client';
import type { RecorderApi, RecorderStatus, RecordingList } from '../recording/messages';
import type { RecordingInfo, RecordingSettings, StoredMark } from '../recording/model';
import type { MarkImage } from '../session/observations';

/** Recordings as a page shows them: what is going on, the list, and what can be done. */
export interface Recordings {
  /** The tab that the page is about. */
  tabId?: number;
  status: ReadonlySignal<RecorderStatus>;
  /** Absent until it was first looked at; kept up to date while it is. */
  list: ReadonlySignal<RecordingList | undefined>;
  settings: ReadonlySignal<RecordingSettings | undefined>;
  /** The recording of the page's tab. */
  current: ReadonlySignal<RecordingInfo | undefined>;
  /** Its marks, without their pictures. */
  marks: ReadonlySignal<readonly StoredMark[]>;
  /** Why the last thing asked for was not done. */
  problem: ReadonlySignal<string | undefined>;
  /** Keeps the list up to date until the returned function is called. */
  look(): () => void;
  start(): void;
  stop(): void;
  /** Resolves when the mark is there; `at`: the moment it is about, epoch ms. */
  mark(text: string, at: number): Promise<void>;
  reword(id: string, mark: string, text: string): void;
  /** Pictures of a recording's marks by the marks' ids. */
  pictures(id: string): Promise<ReadonlyMap<string, MarkImage>>;
  rename(id: string, name: string): void;
  remove(id: string): void;
  removeAll(): void;
  forgetDropped(): void;
  set(change: Partial<RecordingSettings>): void;
  dismiss(): void;
}

/** Makes the client; its status comes in through the function given. */
export type ConnectRecorder = (onStatus: (status: RecorderStatus) => void) => Pick<RecorderClient, 'call'>;

export function createRecordings(connect: ConnectRecorder, tabId?: number): Recordings {
  const status = signal<RecorderStatus>({ active: [], revision: -1 });
  const list = signal<RecordingList>();
  const settings = signal<RecordingSettings>();
  const problem = signal<string>();
  const marks = signal<readonly StoredMark[]>([]);
  let marked = '';
  let looking = 0;
  let asked = -1;

  const client = connect((next) => {
    const before = status.peek().revision;
    status.value = next;
    void readMarks(next.tab?.recording);
    if (looking > 0 && next.revision !== before) void refresh();
  });

  async function ask<N extends keyof RecorderApi>(
    name: N,
    ...args: Parameters<RecorderApi[N]>
  ): Promise<Awaited<ReturnType<RecorderApi[N]>> | undefined> {
    try {
      const value = await client.call(name, ...args);
      problem.value = undefined;
      return value;
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }

  /** Asks for them when there are others than before. */
  async function readMarks(recording: RecordingInfo | undefined): Promise<void> {
    const now = recording ? `${recording.id} ${recording.counts.marks}` : '';
    if (now === marked) return;
    marked = now;
    marks.value = recording && recording.counts.marks > 0 ? ((await ask('marks', recording.id)) ?? []) : [];
  }

  /** One question at a time: a recording under way changes the list every second. */
  async function refresh(): Promise<void> {
    const { revision } = status.peek();
    if (asked === revision) return;
    asked = revision;
    const next = await ask('list');
    if (next) list.value = next;
    if (looking > 0 && status.peek().revision !== revision) await refresh();
  }

  void ask('settings').then((stored) => {
    settings.value = stored;
  });

  return {
    tabId,
    status,
    list,
    settings,
    current: computed(() => status.value.tab?.recording),
    marks,
    problem,
    look() {
      looking += 1;
      asked = -1;
      void refresh();
      return () => {
        looking -= 1;
      };
    },
    start() {
      if (tabId !== undefined) void ask('start', tabId, settings.peek()?.patterns ?? []);
    },
    stop() {
      const running = status.peek().tab?.recording;
      if (running) void ask('stop', running.id);
    },
    async mark(text, at) {
      if (tabId !== undefined) await ask('mark', tabId, { text, at });
    },
    reword: (id, mark, text) => void ask('reword', id, mark, text),
    async pictures(id) {
      const recorded = await ask('read', id);
      return new Map(recorded?.marks.flatMap((mark) => (mark.image ? [[mark.id, mark.image]] : [])));
    },
    rename: (id, name) => void ask('rename', id, name),
    remove: (id) => void ask('remove', id),
    removeAll: () => void ask('removeAll'),
    forgetDropped: () => void ask('forgetDropped'),
    set(change) {
      const before = settings.peek();
      if (!before) return;
      settings.value = { ...before, ...change };
      void ask('setSettings', settings.value);
    },
    dismiss() {
      problem.value = undefined;
    },
  };
}
