import { type Signal, signal } from '@preact/signals';
import type { Rules } from '../checks';
import type { UserDecoder } from './decoding/user/messages';
import type { TimeColumn } from './frame-times';
import type { Memory } from './memory';
import type { SavedChoice, SchemaFile } from './saved-decoders';

/** Where a detail stands to its list; `auto`: beside where there is the width and not the height. */
export type DetailPlace = 'auto' | 'below' | 'beside';

/** Queries kept by name, those that are on held together by `by`. */
export interface SavedFilters {
  list: readonly { text: string; on: boolean }[];
  by: 'and' | 'or';
}

/** What a user sets once and finds again. */
export interface Settings {
  /** Keep what was seen when the page navigates. On: a login crosses pages. */
  preserve: boolean;
  detailPlace: DetailPlace;
  /** How the frames' times are told: each a column. */
  timeColumns: readonly TimeColumn[];
  /** Frames as they came, or by the operations that they belong to. */
  framesBy: 'time' | 'conversation';
  /** Share of the width that the WebSocket half has, 0 to 1. */
  split: number;
  /** Share of the half's height that a list has above its detail, 0 to 1. */
  socketListShare: number;
  flowListShare: number;
  /** Share that a flow's diagram has beside or above its step, 0 to 1. */
  stepShare: number;
  /** Share of the frames' height that the table has above the payload, 0 to 1. */
  frameListShare: number;
  /** The tour was taken, or was not wanted. */
  tourSeen: boolean;
  timelineOpen: boolean;
  /** Height of the timeline's lanes, px; they never take more than they need. */
  timelineHeight: number;
  /** Show frames that only keep a connection alive. */
  heartbeats: boolean;
  /** What was chosen by hand, by URL pattern. */
  decoders: Readonly<Record<string, SavedChoice>>;
  /** Decoders of the user's own. */
  userDecoders: readonly UserDecoder[];
  /** Protobuf schemas that the user loaded. */
  schemas: readonly SchemaFile[];
  /** The findings beside or beneath the halves, where they are not a tab. */
  findingsOpen: boolean;
  /** Share of the room that the halves have beside the findings, 0 to 1. */
  findingsShare: number;
  savedFilters: SavedFilters;
  /** Frames, and megabytes of their payloads, that the panel holds. */
  framesKept: number;
  megabytesKept: number;
  /** The profile, and checks switched off or weighed otherwise. */
  rules: Rules;
}

export const DEFAULT_SETTINGS: Settings = {
  preserve: true,
  detailPlace: 'auto',
  timeColumns: ['since-open', 'delta'],
  framesBy: 'time',
  split: 0.5,
  socketListShare: 0.4,
  flowListShare: 0.3,
  stepShare: 0.5,
  frameListShare: 0.6,
  tourSeen: false,
  timelineOpen: true,
  timelineHeight: 140,
  heartbeats: false,
  decoders: {},
  userDecoders: [],
  schemas: [],
  findingsOpen: false,
  findingsShare: 0.68,
  savedFilters: { list: [], by: 'and' },
  framesKept: 1_000_000,
  megabytesKept: 512,
  rules: { checks: {} },
};

/** Where the dividers stand. */
const SHARES = [
  'split',
  'socketListShare',
  'flowListShare',
  'stepShare',
  'frameListShare',
  'findingsShare',
  'timelineHeight',
] as const;

export type SettingSignals = { [K in keyof Settings]: Signal<Settings[K]> };

export interface SettingsModel extends SettingSignals {
  /** Every divider back to where it was at first. */
  resetLayout(): void;
  set<K extends keyof Settings>(key: K, value: Settings[K]): void;
}

/** Each setting as a signal, started from what `memory` holds; a value of another type is not taken. */
export function createSettings(memory: Memory): SettingsModel {
  const signals = Object.fromEntries(
    Object.entries(DEFAULT_SETTINGS).map(([key, standard]) => {
      const kept = memory.read<unknown>(`setting.${key}`);
      return [key, signal(typeof kept === typeof standard ? kept : standard)];
    }),
  ) as unknown as SettingSignals;
  const set: SettingsModel['set'] = (key, value) => {
    signals[key].value = value;
    memory.write(`setting.${key}`, value);
  };
  return {
    ...signals,
    set,
    resetLayout() {
      for (const key of SHARES) set(key, DEFAULT_SETTINGS[key]);
    },
  };
}
