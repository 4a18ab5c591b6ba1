import type { Exchange } from '../../session/exchanges';
import type { Navigated } from '../../session/observations';
import { readAuthorizationResponse } from '../recognise/authorization-response';
import { originOf, readUrl } from '../url';
import type { Away, Book } from './book';

/** Marks an exchange that stands for a document whose request was not seen. */
const PREFIX = 'navigated-';

export const isOnlyNavigated = ({ requestId }: Exchange): boolean => requestId.startsWith(PREFIX);

const made = new WeakMap<Navigated, Exchange>();

function asExchange(navigated: Navigated): Exchange {
  const known = made.get(navigated);
  if (known) return known;
  const { at, place, url } = navigated;
  const requestId = `${PREFIX}${place.tabId}-${place.frameId}-${at}`;
  const exchange: Exchange = {
    id: `${requestId}:0`,
    requestId,
    hop: 0,
    place,
    type: place.frameId === 0 ? 'main_frame' : 'sub_frame',
    method: 'GET',
    url,
    startedAt: at,
    endedAt: at,
  };
  made.set(navigated, exchange);
  return exchange;
}

const pageKey = (tabId: number, url: string) => `${tabId} ${url.split('#', 1)[0]}`;

/**
 * Callbacks that only a navigation shows: a page that came from a cache or a service worker makes no request.
 * Each as the exchange that it would have been.
 */
export function unseenCallbacks(
  navigations: readonly Navigated[],
  exchanges: readonly Exchange[],
): Exchange[] {
  const callbacks = navigations.filter((navigated) => {
    const url = navigated.sameDocument ? undefined : readUrl(navigated.url);
    return url && readAuthorizationResponse(url.query, url.fragment, []) !== undefined;
  });
  if (callbacks.length === 0) return [];
  const seen = new Set(exchanges.map(({ place, url }) => pageKey(place.tabId, url)));
  return callbacks.filter(({ place, url }) => !seen.has(pageKey(place.tabId, url))).map(asExchange);
}

/** Transitions by which a page sends its user on; by any other the user went by themselves. */
const BY_PAGE = /^(?:link|form_submit|server_redirect|client_redirect)$/;

function leads(away: Away, { url, transition }: Navigated): boolean {
  const origin = originOf(url);
  if (!origin || away.origins.has(origin)) return true;
  // From page to page it may still be the sign-in, at a provider behind the server; home, it is over.
  return origin !== originOf(away.returnTo) && BY_PAGE.test(transition ?? '');
}

/** Notes which flows' users went elsewhere: the request of an ordinary page is not kept, its navigation is. */
export function placeNavigated(book: Book, navigated: Navigated): void {
  if (navigated.sameDocument) return;
  const { tabId, frameId } = navigated.place;
  for (const away of book.away.get(`${tabId}:${frameId}`) ?? []) {
    if (!leads(away, navigated)) away.flow.leftAt ??= navigated.at;
  }
}
