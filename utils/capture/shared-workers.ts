import { headerOf } from '../session/headers';
import type { Marked } from '../session/observations';
import type { HarSocketEntry } from './har-sockets';

/** The scripts of shared and service workers among what DevTools lists, each once. */
export interface SharedWorkers {
  read(entries: readonly HarSocketEntry[]): Marked[];
  /** Everything is told again: the receiver has started anew. */
  restart(): void;
}

/**
 * A page's own scripts and a dedicated worker's are listed with the headers that Chrome itself has put on their requests.
 * A shared worker's is fetched by another process, and DevTools sees only that it was: a service worker's too, from which
 * nothing in its entry tells it.
 */
function isOfAnotherProcess({ request, _resourceType, _initiator }: HarSocketEntry): boolean {
  return (
    _resourceType === 'script' &&
    _initiator?.type === 'other' &&
    headerOf(request.headers, 'sec-fetch-dest') === undefined
  );
}

/**
 * Chrome tells an extension nothing of what a shared worker does: no event of webRequest, no entry of DevTools. That
 * one runs is known by its script, which the page asks for, and is all that can be said.
 */
export function createSharedWorkers(): SharedWorkers {
  const told = new Set<string>();
  return {
    read: (entries) =>
      entries
        .filter(isOfAnotherProcess)
        .filter(({ request: { url } }) => !told.has(url) && told.add(url))
        .map(({ request: { url }, startedDateTime }) => ({
          kind: 'marked',
          at: new Date(startedDateTime).getTime(),
          // It belongs to every page of its origin.
          place: { tabId: -1, frameId: -1 },
          by: 'handshake',
          about: 'shared-worker',
          text: url,
        })),
    restart: () => told.clear(),
  };
}
