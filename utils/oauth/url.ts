export type Pair = readonly [name: string, value: string];

export interface ReadUrl {
  origin: string;
  path: string;
  query: readonly Pair[];
  /** Parameters of the fragment, if it has any. */
  fragment: readonly Pair[];
}

const MOST_PAIRS = 500;

/** Parses `a=b&c=d` (application/x-www-form-urlencoded). At most 500 pairs. */
export function parsePairs(text: string): Pair[] {
  if (!text.includes('=')) return [];
  const pairs: Pair[] = [];
  for (const pair of new URLSearchParams(text)) {
    if (pairs.push(pair) >= MOST_PAIRS) break;
  }
  return pairs;
}

/** What hash routers put before the parameters of a fragment is no part of them: `#/callback?code=…`, `#/code=…`. */
export const readFragment = (hash: string): string => hash.replace(/^#(?:[^=&]*\?|!?\/+)?/, '');

/** Whether a text is an absolute URI, which a redirect_uri has to be (RFC 6749 §3.1.2). */
export const isAbsolute = (text: string | undefined): boolean => /^[a-z][\w+.-]*:/i.test(text ?? '');

/** Takes a URL apart; undefined where it is none. A custom scheme's origin is its scheme. */
export function readUrl(url: string): ReadUrl | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return {
    origin: parsed.origin === 'null' ? `${parsed.protocol}//${parsed.host}` : parsed.origin,
    path: parsed.pathname,
    query: parsePairs(parsed.search.slice(1)),
    fragment: parsePairs(readFragment(parsed.hash)),
  };
}

/** Origin of a URL, or undefined where it is no http(s) or ws(s) URL. */
export function originOf(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { origin } = new URL(url);
  return origin === 'null' ? undefined : origin;
}

/** Origin and path: what identifies an endpoint, whatever query follows. */
export function endpointOf(url: string): string | undefined {
  const read = readUrl(url);
  return read && read.origin + read.path;
}

/** Whether a URL is where a redirect_uri points: same origin and path, added parameters ignored (RFC 6749 §3.1.2). */
export function isAtRedirectUri(url: string, redirectUri: string): boolean {
  const endpoint = endpointOf(url);
  return endpoint !== undefined && endpoint === endpointOf(redirectUri);
}

/** The first value of a name. */
export function valueIn(pairs: readonly Pair[], name: string): string | undefined {
  for (const pair of pairs) if (pair[0] === name) return pair[1];
  return undefined;
}
