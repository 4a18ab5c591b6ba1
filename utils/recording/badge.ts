import type { RecordingInfo } from './model';

/** The part of `action` (Chrome) or `browserAction` (Firefox) that is used. */
export interface BadgeApi {
  setBadgeText(details: { tabId: number; text: string | null }): Promise<void> | void;
  setBadgeBackgroundColor(details: { color: string }): Promise<void> | void;
}

export interface Badge {
  /** Shows on each recorded tab how much was recorded, and takes it away where nothing is any more. */
  show(): void;
  /** Answers a key that was pressed on a tab: a tick, until it is shown again. */
  tick(tabId: number): void;
}

const COLOUR = '#c5221f';

/** A badge on the toolbar button: what was recorded of a tab, in at most four characters. */
export function createBadge(
  api: BadgeApi,
  recorded: () => readonly { info: RecordingInfo; tabIds: readonly number[] }[],
): Badge {
  let shown = new Set<number>();
  void api.setBadgeBackgroundColor({ color: COLOUR });
  return {
    tick(tabId) {
      shown.add(tabId);
      set(tabId, '✓');
    },
    show() {
      const texts = new Map<number, string>();
      for (const { info, tabIds } of recorded()) {
        const { frames, requests } = info.counts;
        for (const tabId of tabIds) texts.set(tabId, shortCount(frames + requests));
      }
      for (const tabId of shown) if (!texts.has(tabId)) set(tabId, '');
      // A browser forgets a tab's badge when the tab navigates: it is told again each time.
      for (const [tabId, text] of texts) set(tabId, text);
      shown = new Set(texts.keys());
    },
  };

  function set(tabId: number, text: string): void {
    // Rejects for a tab that has gone.
    Promise.resolve(api.setBadgeText({ tabId, text })).catch(() => {});
  }
}

/** 999, 1.2k, 45k, 3.4M: four characters at most. */
export function shortCount(count: number): string {
  if (count < 1_000) return `${count}`;
  const [value, unit] = count < 999_500 ? [count / 1_000, 'k'] : [count / 1_000_000, 'M'];
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}${unit}`;
}
