import type { Observation } from '../session/observations';
import type { DroppedRecording, RecordingInfo, RecordingSettings, StoredMark } from './model';

/** The port between the background and our own pages (popup, panel, inspector) about recordings. */
export const PORT_RECORDER = 'handshake:recorder';

/** What of the tab that a page is about, and of all recordings, a page shows. */
export interface RecorderStatus {
  /** The tab that the page follows. */
  tab?: FollowedTab;
  /** All recordings under way. */
  active: readonly RecordingInfo[];
  /** Grows with every change to the list of recordings. */
  revision: number;
}

export interface FollowedTab {
  /** What is being recorded of it. */
  recording?: RecordingInfo;
  /** Chrome gives response bodies, and the frames of workers, to DevTools alone. */
  unseen: 'nothing' | 'bodies';
}

export interface RecordingList {
  recordings: RecordingInfo[];
  /** Dropped to make room, and not yet taken note of. */
  dropped: DroppedRecording[];
  /** Bytes that the browser grants at most, where it says so. */
  quota?: number;
}

/** What a page can ask the background for; the client's functions and the server's are made of it. */
export interface RecorderApi {
  start(tabId: number, patterns: readonly string[]): Promise<RecordingInfo>;
  /** Stops the recording of the tab's group. */
  stop(id: string): Promise<void>;
  mark(tabId: number, mark: { text: string; at: number }): Promise<StoredMark>;
  reword(id: string, mark: string, text: string): Promise<void>;
  list(): Promise<RecordingList>;
  /** A recording without its chunks; undefined where it has gone. */
  read(id: string): Promise<{ info: RecordingInfo; marks: StoredMark[] } | undefined>;
  /** A recording's marks without their pictures. */
  marks(id: string): Promise<StoredMark[]>;
  /** Observations of a chunk; none where it has gone. */
  chunk(id: string, index: number): Promise<Observation[]>;
  rename(id: string, name: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes every recording that has ended. */
  removeAll(): Promise<void>;
  /** The user has seen what was dropped. */
  forgetDropped(): Promise<void>;
  settings(): Promise<RecordingSettings>;
  setSettings(settings: RecordingSettings): Promise<void>;
}

export type RecorderCall = {
  [N in keyof RecorderApi]: { name: N; args: Parameters<RecorderApi[N]> };
}[keyof RecorderApi];

/** page → background. */
export type ToRecorder =
  | { type: 'follow'; tabId?: number }
  | { type: 'call'; id: number; call: RecorderCall }
  | { type: 'ping' };

/** background → page. */
export type FromRecorder =
  | { type: 'status'; status: RecorderStatus }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'refused'; id: number; why: string };
