import type { Header, Place, RequestSent, RequestStarted, ResponseStarted } from '../session/observations';
import { readRequestBody } from './request-body';
import type {
  BeforeRequestDetails,
  RedirectDetails,
  RequestDetails,
  ResponseDetails,
  SendHeadersDetails,
} from './web-request-types';

/** Where a request came from, as the browser says: never what the page says. */
export function placeOf(details: RequestDetails): Place {
  return {
    tabId: details.tabId,
    frameId: details.frameId,
    ...(details.documentId && { documentId: details.documentId }),
    ...(details.documentUrl && { documentUrl: details.documentUrl }),
  };
}

function headers(list: SendHeadersDetails['requestHeaders']): Header[] {
  return (list ?? []).map(({ name, value }) => ({ name, value: value ?? '' }));
}

/** `onBeforeRequest`. */
export function requestStarted(details: BeforeRequestDetails, hop: number): RequestStarted {
  const initiator = details.initiator ?? details.originUrl;
  const body = readRequestBody(details.requestBody);
  return {
    kind: 'request-started',
    at: details.timeStamp,
    place: placeOf(details),
    requestId: details.requestId,
    hop,
    url: details.url,
    method: details.method,
    type: details.type === 'beacon' ? 'ping' : details.type,
    ...(details.parentFrameId !== undefined && { parentFrameId: details.parentFrameId }),
    ...(initiator && { initiator }),
    ...(body && { body }),
  };
}

/** `onSendHeaders`. */
export function requestSent(details: SendHeadersDetails, hop: number): RequestSent {
  return {
    kind: 'request-sent',
    at: details.timeStamp,
    place: placeOf(details),
    requestId: details.requestId,
    hop,
    headers: headers(details.requestHeaders),
  };
}

/** `onHeadersReceived`, `onResponseStarted` or `onBeforeRedirect`, whose `redirectUrl` includes the fragment. */
export function responseStarted(details: ResponseDetails | RedirectDetails, hop: number): ResponseStarted {
  return {
    kind: 'response-started',
    at: details.timeStamp,
    place: placeOf(details),
    requestId: details.requestId,
    hop,
    status: details.statusCode,
    headers: headers(details.responseHeaders),
    ...(details.statusLine && { statusLine: details.statusLine }),
    ...(details.fromCache && { fromCache: true }),
    ...(details.ip && { ip: details.ip }),
    ...('redirectUrl' in details && { redirectUrl: details.redirectUrl }),
  };
}
