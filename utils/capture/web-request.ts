import type { InFlight, Requests } from './requests';
import type { BrowserEvent, ResponseDetails, WebRequestApi } from './web-request-types';

/** Only types that can carry OAuth or a handshake: images, styles, fonts and scripts never reach us. */
const TYPES = ['main_frame', 'sub_frame', 'xmlhttprequest', 'websocket', 'ping', 'other'];

/**
 * Types whose bodies can be wanted, of documents only the authorization server's own answer: a blocking listener
 * costs every request that it hears.
 */
const READABLE = ['xmlhttprequest', 'main_frame', 'sub_frame'];

export interface RequestListeners {
  requests: Requests;
  /** Runs a listener, now or when the background is ready. */
  gate(run: () => void): void;
  /**
   * Given only where the browser lets responses be read (Firefox): called for each whose body is wanted. Script
   * requests and documents are then listened to blocking, which is what the browser asks for before it allows a stream filter.
   */
  read?(requestId: string, request: InFlight): void;
}

/** Listens to webRequest and tells `requests`. Gives back the detach. */
export function watchRequests(
  webRequest: WebRequestApi,
  { requests, gate, read }: RequestListeners,
): () => void {
  const detach: (() => void)[] = [];
  // sendBeacon() is a ping in Chrome, which throws on Firefox's word for it.
  const types = webRequest.ResourceType?.BEACON ? [...TYPES, 'beacon'] : TYPES;
  const listen = <D>(
    event: BrowserEvent<D>,
    observe: (details: D) => void,
    extraInfoSpec?: string[],
    only = types,
  ): void => {
    const filter = { urls: ['<all_urls>'], types: only };
    const listener = (details: D) => gate(() => observe(details));
    // Firefox throws on a third argument where an event takes none (onErrorOccurred).
    if (extraInfoSpec) event.addListener(listener, filter, extraInfoSpec);
    else event.addListener(listener, filter);
    detach.push(() => event.removeListener(listener));
  };
  // Chrome hides Authorization, Cookie and Origin unless asked; Firefox throws on the unknown word.
  const extra = webRequest.OnSendHeadersOptions?.EXTRA_HEADERS ? ['extraHeaders'] : [];
  const response = ['responseHeaders', ...extra];
  const headersReceived = (details: ResponseDetails) => {
    const request = requests.headersReceived(details);
    if (request) read?.(details.requestId, request);
  };

  listen(webRequest.onBeforeRequest, requests.beforeRequest, ['requestBody']);
  listen(webRequest.onSendHeaders, requests.sendHeaders, ['requestHeaders', ...extra]);
  if (read) {
    const others = types.filter((type) => !READABLE.includes(type));
    listen(webRequest.onHeadersReceived, headersReceived, [...response, 'blocking'], READABLE);
    listen(webRequest.onHeadersReceived, headersReceived, response, others);
  } else {
    listen(webRequest.onHeadersReceived, headersReceived, response);
  }
  listen(webRequest.onBeforeRedirect, requests.beforeRedirect, response);
  listen(webRequest.onResponseStarted, requests.responseStarted, response);
  listen(webRequest.onCompleted, requests.completed);
  listen(webRequest.onErrorOccurred, requests.errorOccurred);
  return () => {
    for (const stop of detach) stop();
  };
}
