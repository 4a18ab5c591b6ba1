import type { RequestStarted } from '../session/observations';

/** Addresses of one document that are remembered. */
const MOST = 50;

/** Which token request of a tab's document was the first to its address: what it was answered can be had without a listing. */
export interface FirstRequests {
  asked(started: RequestStarted): void;
  is(tabId: number, started: RequestStarted): boolean;
  /** The tab shows another document, or none. */
  left(tabId: number): void;
}

const addressOf = ({ url }: RequestStarted) => url.split('#', 1)[0]!;

export function createFirstRequests(): FirstRequests {
  const tabs = new Map<number, Map<string, string>>();
  return {
    asked(started) {
      const { place, requestId } = started;
      if (place.tabId < 0) return;
      const first = tabs.get(place.tabId) ?? new Map<string, string>();
      tabs.set(place.tabId, first);
      if (!first.has(addressOf(started)) && first.size < MOST) first.set(addressOf(started), requestId);
    },
    is: (tabId, started) => tabs.get(tabId)?.get(addressOf(started)) === started.requestId,
    left: (tabId) => void tabs.delete(tabId),
  };
}
