import { type ReadonlySignal, signal } from '@preact/signals';

export type OpenDialog =
  | { kind: 'settings'; section?: string }
  | { kind: 'shortcuts' }
  | { kind: 'tour' }
  | { kind: 'query' }
  | { kind: 'recordings' };

export interface Dialogs {
  open: ReadonlySignal<OpenDialog | undefined>;
  /** Opens the settings, at a section (components/settings/sections.ts) or at the first. */
  openSettings(section?: string): void;
  openShortcuts(): void;
  openTour(): void;
  /** The query language on one page. */
  openQueryHelp(): void;
  openRecordings(): void;
  close(): void;
}

/** Which dialog stands over the panel: one at most. */
export function createDialogs(): Dialogs {
  const open = signal<OpenDialog>();
  return {
    open,
    openSettings(section) {
      open.value = { kind: 'settings', section };
    },
    openShortcuts() {
      open.value = { kind: 'shortcuts' };
    },
    openQueryHelp() {
      open.value = { kind: 'query' };
    },
    openRecordings() {
      open.value = { kind: 'recordings' };
    },
    openTour() {
      open.value = { kind: 'tour' };
    },
    close() {
      open.value = undefined;
    },
  };
}
