import type { RecordingInfo } from './model';

/** A tab's page without query and fragment, where codes and tokens stand. */
export function pageOf(tab: { url?: string; title?: string } | undefined): RecordingInfo['page'] {
  const url = tab?.url === undefined ? null : URL.parse(tab.url);
  if (!url) return undefined;
  const address = (url.origin === 'null' ? url.protocol : url.origin) + url.pathname;
  return { url: address, ...(tab?.title && { title: tab.title }) };
}

/** What a recording is called before anybody has named it: the page's title, or its host. */
export const nameOf = (page: RecordingInfo['page']): string =>
  page?.title || (page && URL.parse(page.url)?.host) || '';
