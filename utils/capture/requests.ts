import { mayQualify } from '../oauth/may-qualify';
import {
  endpointKey,
  isDocument,
  type Learned,
  type Qualification,
  qualifies,
  type RequestFacts,
  wantsResponseBody,
} from '../oauth/qualify';
import type { Observation, RequestStarted, ResponseStarted } from '../session/observations';
import type { Interactions } from './interactions';
import { readRequestBody } from './request-body';
import { placeOf, requestSent, requestStarted, responseStarted } from './request-observations';
import type {
  BeforeRequestDetails,
  ErrorDetails,
  RedirectDetails,
  ResponseDetails,
  SendHeadersDetails,
} from './web-request-types';
import { type Withheld, withholdTyped } from './withhold';

/** Requests in flight that are remembered, and observations held for one that does not qualify (yet). */
const MOST_IN_FLIGHT = 1_000;
const MOST_HELD = 64;

/** A request between its first event and its last. Plain data: it outlives the background in storage. */
export interface InFlight {
  started: RequestStarted;
  /** What the hop under way qualified as, and whether an earlier hop of its chain did. */
  kind?: Qualification;
  kept: boolean;
  facts: RequestFacts;
  /** Seen by onHeadersReceived and not yet reported: a redirect or the response's start follows with more. */
  response?: ResponseStarted;
  /** Not reported, because nothing has qualified yet. */
  held: Observation[];
  /** Only its start was listened for: whether more of it will be heard is not known. */
  alone?: boolean;
  /** Fields of the body that were typed by a person, should the next hop carry them again. */
  withheld?: Withheld;
}

/** What capture has to tell about requests. */
export interface RequestSink {
  /** Observations of a request that qualifies, in order; `started` says where it belongs. */
  observed(observations: Observation[], started: RequestStarted): void;
  /** A hop has just been seen to qualify. */
  qualified(kind: Qualification, started: RequestStarted): void;
  /** A response has ended whose body is wanted. */
  ended(request: InFlight, error?: string): void;
  /** The rest of a request has been missed. */
  missed(started: RequestStarted): void;
  /** Nothing more comes of this request. */
  finished(requestId: string): void;
}

export interface Requests {
  /** Whether a request is one of OAuth by what its first event tells, the only one before the last that may be heard. */
  matters(details: BeforeRequestDetails): boolean;
  /** Origin and path of the endpoints that are known by now. */
  endpoints(): Iterable<string>;
  beforeRequest(details: BeforeRequestDetails): void;
  /** As `beforeRequest`, at a time at which only that is listened for. */
  firstHeard(details: BeforeRequestDetails): void;
  /** Says of such a request that the rest was missed, unless something of it has been heard. */
  giveUp(requestId: string): void;
  sendHeaders(details: SendHeadersDetails): void;
  /** Gives the request if the body of this response is wanted. */
  headersReceived(details: ResponseDetails): InFlight | undefined;
  beforeRedirect(details: RedirectDetails): void;
  responseStarted(details: ResponseDetails): void;
  completed(details: ResponseDetails): void;
  errorOccurred(details: ErrorDetails): void;
  /** Whether a request of the tab is in flight whose body will be wanted. */
  wanting(tabId: number): boolean;
  /** Requests in flight that must not be forgotten: those that qualify, and documents, which may come to. */
  state(): [requestId: string, request: InFlight][];
  restore(state: [requestId: string, request: InFlight][]): void;
}

/**
 * Holds the events of each request while it is in flight, and reports them from the moment it qualifies:
 * what was held first, then each event as it comes, and all later hops of its redirect chain.
 */
export function createRequests(learned: Learned, interactions: Interactions, sink: RequestSink): Requests {
  const inFlight = new Map<string, InFlight>();

  function report(request: InFlight, ...observations: Observation[]): void {
    if (request.kept) sink.observed(observations, request.started);
    else if (request.held.length < MOST_HELD) request.held.push(...observations);
  }

  function kindOf({ started, facts }: InFlight): Qualification | undefined {
    const kind = qualifies(facts, learned);
    if (kind && (kind !== 'authorization-response' || facts.method !== 'POST')) return kind;
    if (learned.redirectUris.has(endpointKey(facts.url) ?? '')) return kind;
    // A one-time code is posted at the authorization server as `code`, often beside a `state`: no response goes there.
    return interactions.includes(started) ? 'authorization-interaction' : kind;
  }

  /** Asks again with what is known now. */
  function judge(request: InFlight): void {
    if (request.kind) return;
    const started = request.started;
    const kind = kindOf(request);
    if (!kind) return;
    request.kind = kind;
    sink.qualified(kind, started);
    if (!request.kept) {
      request.kept = true;
      const held = request.held;
      request.held = [];
      if (held.length > 0) sink.observed(held, started);
    }
    interactions.saw(started, kind, true);
  }

  function heard(request: InFlight, details: ResponseDetails): void {
    request.alone = false;
    request.response = responseStarted(details, request.started.hop);
    request.facts.status = request.response.status;
    request.facts.responseHeaders = request.response.headers;
    judge(request);
  }

  function flushResponse(request: InFlight): void {
    if (request.response) report(request, request.response);
    request.response = undefined;
  }

  function finish(requestId: string, request: InFlight, error?: string): void {
    inFlight.delete(requestId);
    if (request.kind && wantsResponseBody(request.kind, request.facts)) sink.ended(request, error);
    sink.finished(requestId);
  }

  return {
    matters({ url, method, type, requestBody }) {
      if (!requestBody && !mayQualify(url, learned)) return false;
      const body = readRequestBody(requestBody);
      return qualifies({ url, method, type, ...(body && { body }) }, learned) !== undefined;
    },
    endpoints: () => learned.endpoints.keys(),
    beforeRequest(details) {
      if (details.method === 'OPTIONS') return;
      const earlier = inFlight.get(details.requestId);
      const started = requestStarted(details, earlier ? earlier.started.hop + 1 : 0);
      const request: InFlight = {
        started,
        kept: earlier?.kept ?? false,
        facts: { url: started.url, method: started.method, type: started.type, body: started.body },
        held: earlier?.held ?? [],
      };
      inFlight.delete(details.requestId);
      inFlight.set(details.requestId, request);
      if (inFlight.size > MOST_IN_FLIGHT) inFlight.delete(inFlight.keys().next().value!);
      judge(request);
      if (!request.kind) interactions.saw(started, undefined, request.kept);
      Object.assign(request, withholdTyped(started, request.kind, earlier?.withheld));
      request.facts.body = request.started.body;
      report(request, request.started);
    },
    firstHeard(details) {
      this.beforeRequest(details);
      const request = inFlight.get(details.requestId);
      if (request) request.alone = true;
    },
    giveUp(requestId) {
      const request = inFlight.get(requestId);
      if (!request?.alone) return;
      inFlight.delete(requestId);
      sink.missed(request.started);
      sink.finished(requestId);
    },
    sendHeaders(details) {
      const request = inFlight.get(details.requestId);
      if (!request) return;
      request.alone = false;
      const sent = requestSent(details, request.started.hop);
      request.facts.requestHeaders = sent.headers;
      report(request, sent);
      judge(request);
    },
    headersReceived(details) {
      const request = inFlight.get(details.requestId);
      if (!request) return undefined;
      heard(request, details);
      // A script's answer is told at once, for a stream may go on for hours; a redirect is told with where it goes.
      if (request.started.type === 'xmlhttprequest' && !isRedirect(details.statusCode))
        flushResponse(request);
      return request.kind && wantsResponseBody(request.kind, request.facts) ? request : undefined;
    },
    beforeRedirect(details) {
      const request = inFlight.get(details.requestId);
      if (!request) return;
      request.response = undefined;
      report(request, responseStarted(details, request.started.hop));
    },
    responseStarted(details) {
      const request = inFlight.get(details.requestId);
      if (!request) return;
      heard(request, details);
      flushResponse(request);
    },
    completed(details) {
      const request = inFlight.get(details.requestId);
      if (!request) return;
      // Of a script's request this may be the first that is heard of an answer.
      if (request.facts.status === undefined) heard(request, details);
      flushResponse(request);
      const { requestId, statusCode, timeStamp } = details;
      const { hop } = request.started;
      const place = placeOf(details);
      report(request, {
        kind: 'request-completed',
        at: timeStamp,
        place,
        requestId,
        hop,
        status: statusCode,
      });
      finish(requestId, request);
    },
    errorOccurred(details) {
      const request = inFlight.get(details.requestId);
      if (!request) return;
      flushResponse(request);
      const { requestId, error, timeStamp } = details;
      const { hop } = request.started;
      report(request, {
        kind: 'request-failed',
        at: timeStamp,
        place: placeOf(details),
        requestId,
        hop,
        error,
      });
      finish(requestId, request, error);
    },
    wanting: (tabId) =>
      [...inFlight.values()].some(
        ({ kind, facts, started }) =>
          kind &&
          wantsResponseBody(kind, facts) &&
          (started.place.tabId === tabId || started.place.tabId < 0),
      ),
    state: () =>
      [...inFlight].flatMap(([requestId, request]): [string, InFlight][] => {
        if (request.kept) return [[requestId, request]];
        return isDocument(request.started.type) ? [[requestId, withoutBodies(request)]] : [];
      }),
    restore(state) {
      for (const [requestId, request] of state) inFlight.set(requestId, request);
    },
  };
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** Most documents are none of ours: what they send is not written down. */
function withoutBodies(request: InFlight): InFlight {
  const { started, facts, held } = request;
  return {
    ...request,
    started: { ...started, body: undefined },
    facts: { ...facts, body: undefined },
    held: held.map((one) => (one.kind === 'request-started' ? { ...one, body: undefined } : one)),
  };
}
