import type { InFlight, Requests } from './requests';
import { knownAddresses, TELLING_ADDRESSES } from './telling-addresses';
import type {
  BeforeRequestDetails,
  BrowserEvent,
  RedirectDetails,
  ResponseDetails,
  WebRequestApi,
} from './web-request-types';

/**
 * Only types that can carry OAuth or a handshake are listened to: images, styles, fonts and scripts never reach us.
 * Documents and handshakes always are.
 */
const DOCUMENTS = ['main_frame', 'sub_frame'];
const ALWAYS = [...DOCUMENTS, 'websocket'];

/** What a page has hundreds of. Of these only the first event is listened to while nothing else matters. */
const SCRIPTED = ['xmlhttprequest'];
const SENT = ['ping', 'other'];

const EVERYWHERE = ['<all_urls>'];

/**
 * How long the rest of a request is waited for that began while only its first event was listened for (ms). Chrome stops a
 * background after 30 s without events.
 */
const PATIENCE = 20_000;

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

interface Listener<D> {
  observe(details: D): void;
  types: string[];
  urls?: string[];
  extra?: string[];
}

/**
 * Listens to webRequest and tells `requests`. Gives back the detach. While nothing of OAuth has been seen, of a script's
 * request only the first event is heard, and only where its address is a telling one; where it is one of OAuth, all is
 * listened to from then on.
 */
export function watchRequests(
  webRequest: WebRequestApi,
  { requests, gate, read, follow, later }: RequestListeners,
): () => void {
  const attached: (() => void)[] = [];
  const following: (() => void)[] = [];
  const listen = <D>(
    detach: (() => void)[],
    event: BrowserEvent<D>,
    { observe, types, urls = EVERYWHERE, extra }: Listener<D>,
  ): void => {
    const filter = { urls, types };
    const listener = (details: D) => gate(() => observe(details));
    // Firefox throws on a third argument where an event takes none (onErrorOccurred).
    if (extra) event.addListener(listener, filter, extra);
    else event.addListener(listener, filter);
    detach.push(() => event.removeListener(listener));
  };
  const { onBeforeRequest, onSendHeaders, onHeadersReceived, onBeforeRedirect, onResponseStarted } =
    webRequest;
  const { onCompleted, onErrorOccurred } = webRequest;
  // sendBeacon() is a ping in Chrome, which throws on Firefox's word for it.
  const sends = webRequest.ResourceType?.BEACON ? [...SENT, 'beacon'] : SENT;
  const many = [...SCRIPTED, ...sends];
  // Chrome hides Authorization, Cookie and Origin unless asked; Firefox throws on the unknown word. Where it is asked,
  // a request waits twice for the browser's process, whatever the event.
  const more = webRequest.OnSendHeadersOptions?.EXTRA_HEADERS ? ['extraHeaders'] : [];
  const sent = { observe: requests.sendHeaders, extra: ['requestHeaders', ...more] };
  const response = ['responseHeaders', ...more];
  const headersReceived = (details: ResponseDetails) => {
    const request = requests.headersReceived(details);
    if (request) read?.(details.requestId, request);
  };
  // The start of a script's request that two listeners are told of comes twice, one after the other.
  let last = '';
  const once = (observe: (details: BeforeRequestDetails) => void) => (details: BeforeRequestDetails) => {
    const start = `${details.requestId} ${details.method} ${details.url}`;
    if (start === last) return;
    last = start;
    observe(details);
  };
  const started = { observe: requests.beforeRequest, extra: ['requestBody'] };
  const startedOnce = { observe: once(requests.beforeRequest), extra: ['requestBody'] };
  const beforeRedirect = (details: RedirectDetails) => {
    // A redirect may lead to the same address again.
    last = '';
    requests.beforeRedirect(details);
  };
  const redirected = { observe: beforeRedirect, extra: response };
  const received = { observe: headersReceived, extra: response };
  const readable = { ...received, extra: read ? [...response, 'blocking'] : response };
  let full = true;
  // Nothing is built for an ordinary request of which nothing more will be heard.
  const firstHeard = (details: BeforeRequestDetails) => {
    if (full) return requests.beforeRequest(details);
    if (!requests.matters(details)) return;
    requests.firstHeard(details);
    later?.(() => requests.giveUp(details.requestId), PATIENCE);
  };
  const brief = { observe: once(firstHeard), types: many, extra: ['requestBody'] };

  listen(attached, onBeforeRequest, { ...started, types: ALWAYS });
  listen(attached, onSendHeaders, { ...sent, types: ALWAYS });
  listen(attached, onHeadersReceived, { ...readable, types: DOCUMENTS });
  listen(attached, onHeadersReceived, { ...received, types: ['websocket'] });
  listen(attached, onBeforeRedirect, { ...redirected, types: ALWAYS });
  listen(attached, onResponseStarted, { observe: requests.responseStarted, types: ALWAYS, extra: response });
  listen(attached, onCompleted, { observe: requests.completed, types: ALWAYS });
  listen(attached, onErrorOccurred, { observe: requests.errorOccurred, types: [...ALWAYS, ...many] });

  // Chrome knows a listener by its place in the order, and starts a background for an event only to tell it to the one
  // that has that place again: so this one is always there.
  if (follow) listen(attached, onBeforeRequest, { ...brief, urls: TELLING_ADDRESSES });

  const inFull = () => {
    listen(following, onBeforeRequest, { ...startedOnce, types: many });
    listen(following, onSendHeaders, { ...sent, types: many });
    listen(following, onHeadersReceived, { ...readable, types: SCRIPTED });
    listen(following, onHeadersReceived, { ...received, types: sends });
    listen(following, onBeforeRedirect, { ...redirected, types: many });
    listen(following, onCompleted, { observe: requests.completed, types: many, extra: response });
  };
  const inBrief = () => {
    const urls = knownAddresses(requests.endpoints());
    if (urls.length > 0) listen(following, onBeforeRequest, { ...brief, urls });
  };
  const rest = (wanted: boolean) => {
    const before = following.splice(0);
    full = wanted;
    if (full) inFull();
    else inBrief();
    for (const stop of before) stop();
  };
  if (follow) follow(rest);
  else rest(true);
  return () => {
    for (const stop of [...attached, ...following]) stop();
  };
}
