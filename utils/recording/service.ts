import type { Port } from '../transport/port';
import { type BadgeApi, createBadge } from './badge';
import type { RecorderApi } from './messages';
import { type RecordingSettings, readRecordingSettings } from './model';
import {
  createRecorder,
  type Recorder,
  type RecorderHost,
  type RecorderOptions,
  type RecorderState,
} from './recorder';
import { createRecorderPorts } from './serve';
import type { RecordingStore } from './store';

/** Keeps settings: `storage.local`. */
export interface SettingsArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

export interface ServiceOptions extends Omit<RecorderOptions, 'settings' | 'changed' | 'remember'> {
  area: SettingsArea;
  badge: BadgeApi;
  /** Bytes that the browser grants at most. */
  quota(): Promise<number | undefined>;
  /** Something is recorded from now on, or nothing any more: the background is to be woken should it be stopped. */
  waking?(wanted: boolean): void;
}

export interface ServiceHost extends RecorderHost {
  /** Keeps what a stopped background needs to go on. */
  remember?(state: () => RecorderState): void;
}

/** Recording as the background has it: the recorder, its pages' ports, its badge and its settings. */
export interface RecordingService extends Pick<Recorder, 'isRecording' | 'observed' | 'stop' | 'pageLeft'> {
  serve(port: Port): void;
  /** Starts or stops, as the keyboard command does. */
  toggle(tabId: number): Promise<void>;
  mark(tabId: number): Promise<void>;
  restore(state: RecorderState | undefined): Promise<void>;
}

const SETTINGS = 'recording';
/** Milliseconds for which a mark made by the keyboard is answered. */
const TICK = 1_500;

export function createRecordingService(host: ServiceHost, options: ServiceOptions): RecordingService {
  const { store, log, now } = options;
  let settings: RecordingSettings = readRecordingSettings(undefined);
  let revision = 0;

  const recorder: Recorder = createRecorder(host, {
    ...options,
    settings: () => settings,
    remember: host.remember,
    changed() {
      revision += 1;
      options.waking?.(recorder.active().length > 0);
      ports.publish();
      badge.show();
    },
  });
  const badge = createBadge(options.badge, () =>
    recorder.active().map((info) => ({ info, tabIds: host.tabsOf(recorder.rootOf(info.id)!) })),
  );
  const ports = createRecorderPorts({
    api: createApi({ recorder, store, options, settings: { read: () => settings, write } }),
    log,
    status: (tabId) => ({
      active: recorder.active(),
      revision,
      ...(tabId !== undefined && {
        tab: { recording: recorder.of(host.rootOf(tabId)), unseen: host.unseen(tabId) },
      }),
    }),
  });

  async function write(next: RecordingSettings): Promise<void> {
    settings = readRecordingSettings(next);
    await options.area.set({ [SETTINGS]: settings });
  }

  return {
    isRecording: recorder.isRecording,
    observed(root, observations) {
      recorder.observed(root, observations);
    },
    stop: recorder.stop,
    pageLeft: recorder.pageLeft,
    serve: ports.serve,
    async toggle(tabId) {
      const root = host.rootOf(tabId);
      if (recorder.isRecording(root)) await recorder.stop(root, 'user');
      else await recorder.start(tabId, settings.patterns);
    },
    async mark(tabId) {
      await recorder.mark(tabId, { text: '', at: now() });
      badge.tick(tabId);
      options.later(badge.show, TICK);
    },
    async restore(state) {
      settings = readRecordingSettings((await options.area.get(SETTINGS))[SETTINGS]);
      await recorder.restore(state);
      // An alarm outlives the browser: one that woke a recording which has ended is taken back.
      recorder.changed();
    },
  };
}

interface ApiParts {
  recorder: Recorder;
  store: RecordingStore;
  options: Pick<ServiceOptions, 'quota'>;
  settings: { read(): RecordingSettings; write(next: RecordingSettings): Promise<void> };
}

function createApi({ recorder, store, options, settings }: ApiParts): RecorderApi {
  async function stopped(id: string): Promise<void> {
    const root = recorder.rootOf(id);
    if (root !== undefined) await recorder.stop(root, 'user');
  }
  return {
    start: recorder.start,
    stop: stopped,
    mark: recorder.mark,
    reword: recorder.reword,
    async list() {
      const [stored, dropped, quota] = await Promise.all([store.list(), store.dropped(), options.quota()]);
      // What is stored of a recording under way is up to a second old.
      const active = new Map(recorder.active().map((info) => [info.id, info]));
      const recordings = stored.map((info) => active.get(info.id) ?? info);
      return { recordings, dropped, ...(quota !== undefined && { quota }) };
    },
    async read(id) {
      const info = await store.get(id);
      return info && { info, marks: await store.marks(id) };
    },
    marks: async (id) => (await store.marks(id)).map(({ image: _, ...mark }) => mark),
    chunk: async (id, index) => (await store.chunk(id, index))?.observations ?? [],
    rename: recorder.rename,
    async remove(id) {
      await stopped(id);
      await store.remove(id);
      recorder.changed();
    },
    async removeAll() {
      await store.removeAll(new Set(recorder.active().map(({ id }) => id)));
      await store.forgetDropped();
      recorder.changed();
    },
    async forgetDropped() {
      await store.forgetDropped();
      recorder.changed();
    },
    settings: async () => settings.read(),
    setSettings: settings.write,
  };
}
