/** A blank document is ready from its first moment on. Both scripts run in it at once, if they come in time. */
const BLANK_AGE_MS = 1_000;

/**
 * Whether scripts of the page may have run in a document before ours. Firefox puts content scripts into the pages
 * that are open when an extension is installed or updated: such a page could hear the two halves meet, so they do
 * not meet there. The bridge alone is sure of the answer; the hook reads as little as it can, as the page sees it.
 */
export function isLate({ document, performance }: Window): boolean {
  // Firefox takes 0.2 ms to make an element's object, which none of what is asked here gives out.
  if (document.readyState === 'loading' && !document.querySelector(':root > *')) return false;
  if (!document.URL.startsWith('about:blank')) return true;
  return document.scripts.length > 0 || performance.now() > BLANK_AGE_MS;
}
