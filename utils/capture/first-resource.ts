import type { HarEntry } from './har-entries';

export interface FoundContent {
  content: string;
  encoding: string;
}

/** The part of Chrome's `devtools.inspectedWindow.Resource` that is used. */
export interface InspectedResource {
  url: string;
  getContent(callback: (content: string | null, encoding: string) => void): void;
}

const withoutFragment = (url: string) => url.split('#', 1)[0]!;
const startOf = ({ startedDateTime }: HarEntry) => new Date(startedDateTime).getTime();

/** Whether no earlier request of the same document went to the same address. A preflight has its request's address. */
function isFirst(entry: HarEntry, entries: readonly HarEntry[]): boolean {
  return entries.every(
    (other) =>
      other === entry ||
      other.pageref !== entry.pageref ||
      withoutFragment(other.request.url) !== withoutFragment(entry.request.url) ||
      startOf(other) > startOf(entry) ||
      other.request.method === 'OPTIONS',
  );
}

/**
 * The body of a request that DevTools has forgotten: its list of the document's resources outlives a change of address,
 * and keeps for each address what the first request to it was answered. So only of a first request is it the body; that
 * it is as long as the entry says holds against what else may have come between.
 *
 * @param entry the forgotten entry, as listed in `entries`
 */
export async function readFirst(
  entry: HarEntry,
  entries: readonly HarEntry[],
  resources: () => Promise<readonly InspectedResource[]>,
): Promise<FoundContent | undefined> {
  if (!isFirst(entry, entries)) return undefined;
  return readResource(entry.request.url, entry.response.content.size, resources);
}

/**
 * What the first request of the document to an address was answered, where it has `length` bytes. Nothing is listed
 * for it, so DevTools forgets nothing.
 */
export async function readResource(
  url: string,
  length: number | undefined,
  resources: () => Promise<readonly InspectedResource[]>,
): Promise<FoundContent | undefined> {
  const wanted = withoutFragment(url);
  const resource = (await resources()).find((one) => withoutFragment(one.url) === wanted);
  if (!resource) return undefined;
  return new Promise((resolve) => {
    resource.getContent((content, encoding) => {
      const has = content && (encoding === 'base64' ? atob(content).length : byteLength(content));
      resolve(content && (length === undefined || has === length) ? { content, encoding } : undefined);
    });
  });
}

const byteLength = (text: string) => new TextEncoder().encode(text).length;
