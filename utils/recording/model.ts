import type { Marked, Observation } from '../session/observations';

/** What is known of a recording without reading it. Times in epoch ms. */
export interface RecordingInfo {
  id: string;
  /** As the user named it, or the page's title or host. */
  name: string;
  /** The page at the start, without query and fragment, where codes and tokens stand. */
  page?: { url: string; title?: string };
  startedAt: number;
  /** The last moment of which something is stored. */
  until: number;
  state: RecordingState;
  counts: RecordingCounts;
  /** Bytes stored, as counted and not as the disk has them. */
  size: number;
  /** Chunks stored, counted from 0. */
  chunks: number;
  /** URL patterns that a connection or request had to match; none: everything is recorded. */
  patterns: readonly string[];
  /** Stretches of time of which nothing is stored. */
  interruptions: readonly Interruption[];
  /** Frames that came faster than they could be stored. */
  lost: number;
  /** `bodies`: for all or a part of it, response bodies could not be seen (Chrome, DevTools closed). */
  unseen: 'nothing' | 'bodies';
  browser?: { name: string; version: string; platform?: string };
  generator: { name: string; version: string };
}

export interface RecordingCounts {
  sockets: number;
  frames: number;
  requests: number;
  marks: number;
}

export interface Interruption {
  from: number;
  to: number;
}

export type RecordingState =
  | { phase: 'recording' }
  /** `at`: when it ended, which for a browser that ended is the last stored moment. */
  | { phase: 'stopped'; at: number; why: StopReason };

export type StopReason =
  | 'user'
  /** Nothing had happened for as long as the settings say. */
  | 'quiet'
  /** It had become as large as the settings allow. */
  | 'size'
  /** The disk, or what the browser grants of it, is full, and no older recording was left to drop. */
  | 'storage'
  | 'tab-closed'
  /** The browser ended, or the extension was reloaded. */
  | 'browser-ended';

/** What is stored of one recording, in the order in which it came. */
export interface Chunk {
  observations: Observation[];
  /** Bytes, as counted. */
  size: number;
}

/** A user's mark: stored by itself, since its words can be changed. */
export type StoredMark = Marked & { id: string };

/** An older recording that was dropped to make room. Kept until the user has seen it. */
export interface DroppedRecording {
  id: string;
  name: string;
  startedAt: number;
  size: number;
  droppedAt: number;
}

export interface RecordingSettings {
  /** Minutes without anything new after which a recording stops; 0: never. */
  quietMinutes: number;
  /** Megabytes at which a recording stops. */
  limitMegabytes: number;
  /** Megabytes of all recordings; beyond them the oldest goes. */
  totalMegabytes: number;
  /** URL patterns of the next recording. */
  patterns: readonly string[];
  /** Whether a mark takes a picture of the tab. */
  pictures: boolean;
}

export const DEFAULT_RECORDING_SETTINGS: RecordingSettings = {
  quietMinutes: 10,
  limitMegabytes: 200,
  totalMegabytes: 1000,
  patterns: [],
  pictures: true,
};

/** Settings from what is stored or typed: a value of another kind or out of bounds is the standard one. */
export function readRecordingSettings(stored: unknown): RecordingSettings {
  const given = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const standard = DEFAULT_RECORDING_SETTINGS;
  const bounded = (value: unknown, least: number, otherwise: number) =>
    typeof value === 'number' && Number.isFinite(value) && value >= least ? value : otherwise;
  const { patterns, pictures } = given;
  return {
    quietMinutes: bounded(given.quietMinutes, 0, standard.quietMinutes),
    limitMegabytes: bounded(given.limitMegabytes, 1, standard.limitMegabytes),
    totalMegabytes: bounded(given.totalMegabytes, 1, standard.totalMegabytes),
    patterns:
      Array.isArray(patterns) && patterns.every((one) => typeof one === 'string')
        ? patterns
        : standard.patterns,
    pictures: typeof pictures === 'boolean' ? pictures : standard.pictures,
  };
}
