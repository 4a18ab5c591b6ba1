import { createFeed } from './feed';
import { createFilter } from './filter';
import type { Memory } from './memory';
import { createSelection } from './selection';
import type { SettingsModel } from './settings';
import type { Fold, PanelSource } from './source';
import type { Schedule } from './tick';

export interface PanelStoreOptions {
  fold: Fold;
  source: PanelSource;
  settings: SettingsModel;
  /** Milliseconds since the epoch, on the journal's clock. */
  now: () => number;
  schedule: Schedule;
  /** Outlives a reload of the panel and not more: sessionStorage. */
  memory: Memory;
  tabId?: number;
}

/** Everything the panel shows and does: signals to read, actions to call. */
export function createPanelStore({
  fold,
  source,
  settings,
  now,
  schedule,
  memory,
  tabId,
}: PanelStoreOptions) {
  const feed = createFeed({ fold, source, schedule, preserve: settings.preserve, tabId });
  const selection = createSelection(memory);
  return {
    ...feed,
    frames: fold.frames,
    /** The journal as it is now, for exporting. */
    journal: () => fold.journal,
    settings,
    now,
    memory,
    selection,
    select: selection.select,
    filter: createFilter(memory),
    clear() {
      feed.clear();
      selection.clear();
    },
  };
}

export type PanelStore = ReturnType<typeof createPanelStore>;
