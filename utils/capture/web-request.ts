import type { InFlight, Requests } from './requests';
import type { BeforeRequestDetails, BrowserEvent, ResponseDetails, WebRequestApi } from './web-request-types';

/** Only types that can carry OAuth or a handshake: images, styles, fonts and scripts never reach us. */
const TYPES = ['main_frame', 'sub_frame', 'xmlhttprequest', 'websocket', 'ping', 'other'];

/** What a page has hundreds of. Of these only the first event is listened to while nothing else matters. */
const SCRIPTED = ['xmlhttprequest'];

/**
 * How long the rest of a request is waited for that began while only its first event was listened for (ms). Chrome stops a
 * background after 30 s without events.
 */
const PATIENCE = 20_000;

/** Of documents only the authorization server's own answer is read. */
const DOCUMENTS = ['main_frame', 'sub_frame'];

export interface RequestListeners {
  requests: Requests;
  /** Runs a listener, now or when the background is ready. */
  gate(run: () => void): void;
  /**
   * Given only where the browser lets responses be read (Firefox): called for each whose body is wanted. Script
   * requests and documents are then listened to blocking, which is what the browser asks for before it allows a stream
   * filter; a blocking listener costs every request that it hears.
   */
  read?(requestId: string, request: InFlight): void;
  /** Tells, now and later, whether all events of scripts' requests matter. Without it they do. */
  follow?(listener: (full: boolean) => void): void;
  later?(callback: () => void, delay: number): void;
}

/**
 * Listens to webRequest and tells `requests`. Gives back the detach. Of a script's request the first event is always
 * heard; where it is one of OAuth, the rest is listened to from then on.
 */
export function watchRequests(
  webRequest: WebRequestApi,
  { requests, gate, read, follow, later }: RequestListeners,
): () => void {
  const attached: (() => void)[] = [];
  const inFull: (() => void)[] = [];
  // sendBeacon() is a ping in Chrome, which throws on Firefox's word for it.
  const types = webRequest.ResourceType?.BEACON ? [...TYPES, 'beacon'] : TYPES;
  const listen = <D>(
    detach: (() => void)[],
    event: BrowserEvent<D>,
    { observe, types: only, extra }: { observe: (details: D) => void; types: string[]; extra?: string[] },
  ): void => {
    const filter = { urls: ['<all_urls>'], types: only };
    const listener = (details: D) => gate(() => observe(details));
    // Firefox throws on a third argument where an event takes none (onErrorOccurred).
    if (extra) event.addListener(listener, filter, extra);
    else event.addListener(listener, filter);
    detach.push(() => event.removeListener(listener));
  };
  const { onBeforeRequest, onSendHeaders, onHeadersReceived, onBeforeRedirect, onResponseStarted } =
    webRequest;
  const { onCompleted, onErrorOccurred } = webRequest;
  // Chrome hides Authorization, Cookie and Origin unless asked; Firefox throws on the unknown word.
  const more = webRequest.OnSendHeadersOptions?.EXTRA_HEADERS ? ['extraHeaders'] : [];
  const sent = { observe: requests.sendHeaders, extra: ['requestHeaders', ...more] };
  const response = ['responseHeaders', ...more];
  const headersReceived = (details: ResponseDetails) => {
    const request = requests.headersReceived(details);
    if (request) read?.(details.requestId, request);
  };
  let full = true;
  // Nothing is built for an ordinary request of which nothing more will be heard.
  const beforeRequest = (details: BeforeRequestDetails) => {
    if (full || !SCRIPTED.includes(details.type)) return requests.beforeRequest(details);
    if (!requests.matters(details)) return;
    requests.firstHeard(details);
    later?.(() => requests.giveUp(details.requestId), PATIENCE);
  };
  const received = { observe: headersReceived, extra: response };
  const readable = { ...received, extra: read ? [...response, 'blocking'] : response };

  const others = types.filter((type) => !SCRIPTED.includes(type));
  const bodiless = others.filter((type) => !DOCUMENTS.includes(type));
  listen(attached, onBeforeRequest, { observe: beforeRequest, types, extra: ['requestBody'] });
  listen(attached, onSendHeaders, { ...sent, types: others });
  listen(attached, onHeadersReceived, { ...readable, types: DOCUMENTS });
  listen(attached, onHeadersReceived, { ...received, types: bodiless });
  listen(attached, onBeforeRedirect, { observe: requests.beforeRedirect, types, extra: response });
  listen(attached, onResponseStarted, { observe: requests.responseStarted, types: others, extra: response });
  listen(attached, onCompleted, { observe: requests.completed, types: others });
  listen(attached, onErrorOccurred, { observe: requests.errorOccurred, types });

  const rest = (wanted: boolean) => {
    full = wanted;
    for (const stop of inFull.splice(0)) stop();
    if (!full) return;
    listen(inFull, onSendHeaders, { ...sent, types: SCRIPTED });
    listen(inFull, onHeadersReceived, { ...readable, types: SCRIPTED });
    listen(inFull, onCompleted, { observe: requests.completed, types: SCRIPTED, extra: response });
  };
  if (follow) follow(rest);
  else rest(true);
  return () => {
    for (const stop of [...attached, ...inFull]) stop();
  };
}
