import type { Observation, Place } from '../session/observations';
import type { ToPage } from './messages';
import { parseFromPage } from './page-observations';
import { type Port, post } from './port';

/** What the background does for bridges. */
export interface HookHost {
  isWatched(tabId: number): boolean;
  observed(place: Place, observations: Observation[]): void;
}

/** Serves one bridge: tells whether somebody watches, takes its batches and acknowledges each. */
export function serveHook(port: Port, host: HookHost): void {
  const tabId = port.sender?.tab?.id;
  if (tabId === undefined) {
    port.disconnect();
    return;
  }
  const { frameId = 0, documentId, url } = port.sender!;
  const place: Place = {
    tabId,
    frameId,
    ...(documentId && { documentId }),
    ...(url && { documentUrl: url }),
  };
  port.onMessage.addListener((message) => {
    const parsed = parseFromPage(message, place);
    if (parsed?.type !== 'observations') return;
    host.observed(place, parsed.observations);
    post<ToPage>(port, { type: 'ack' });
  });
  post<ToPage>(port, { type: host.isWatched(tabId) ? 'watch' : 'unwatch' });
}
