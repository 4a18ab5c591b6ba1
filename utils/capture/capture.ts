import { type Qualification, qualifies } from '../oauth/qualify';
import { headerOf } from '../session/headers';
import type {
  Body,
  BodyUnavailable,
  Marked,
  Observation,
  RequestStarted,
  ResponseBodySeen,
} from '../session/observations';
import type { Weight } from '../storage/journal';
import type { Journals } from '../storage/journals';
import type { DevtoolsPages } from '../transport/devtools-ports';
import type { FoundBody } from '../transport/messages';
import { createFirstRequests } from './first-requests';
import type { Groups } from './groups';
import type { Interactions } from './interactions';
import type { Learning } from './learned';
import type { NavigationSink } from './navigation';
import { createRequests, type InFlight, type RequestSink, type Requests } from './requests';
import { readResponse } from './response-filter';
import { blockedByCors, neverArrived } from './unavailable';
import { createWantedBodies } from './wanted-bodies';
import type { StreamFilter } from './web-request-types';

/** What capture is made of, and whom it tells. */
export interface CaptureParts {
  journals: Journals;
  groups: Groups;
  learning: Learning;
  interactions: Interactions;
  /** Firefox's `filterResponseData`; without it bodies come from devtools pages. */
  filterResponseData?: (requestId: string) => StreamFilter;
  /** Devtools pages, which alone have bodies in Chrome. */
  devtools: Pick<DevtoolsPages, 'inspects' | 'ask'>;
  /** New observations of a group; `seq` of the last journaled. */
  publish(root: number, observations: Observation[], seq?: number): void;
  /** What else outlives the background has changed: endpoints learned, tabs opened. */
  changed(): void;
  /** A tab belongs to a group from now on. */
  joined(tabId: number, root: number): void;
  /** A recording takes whatever its tabs open. */
  isRecorded?(root: number): boolean;
  /** The last tab of a group was closed. */
  gone?(root: number): void;
  /** A request of OAuth has been seen. */
  seen?(): void;
  /** Whether a panel shows the group, or it is recorded. */
  isWatched(root: number): boolean;
  now(): number;
  later(callback: () => void, delay: number): void;
}

export interface Capture {
  requests: Requests;
  navigation: NavigationSink;
  /** Firefox: begins to read a response. */
  read(requestId: string, request: InFlight): void;
  /** What devtools pages say (Chrome). */
  devtools: {
    opened(tabId: number): void;
    answered(tabId: number, found: readonly FoundBody[]): void;
  };
  /** What a page's hook reports; frames are passed on and not kept. */
  fromHook(tabId: number, observations: Observation[]): void;
  /** What a user noted in the panel on a tab. */
  noted(tabId: number, marks: Marked[]): void;
}

/** Steps of which one, as a tab's own document, makes the tab part of a sign-in or sign-out. */
const SIGN_IN = new Set<Qualification | undefined>([
  'authorization-request',
  'authorization-response',
  'logout',
]);

const isFrames = ({ kind }: Observation) => kind === 'socket-frames' || kind === 'frame-payload';

/** Puts the parts of capture together: what is observed goes to the journals of its groups, and is published. */
export function createCapture(parts: CaptureParts): Capture {
  const { journals, groups, learning, interactions } = parts;
  const reading = new Set<string>();
  const weights = new Map<string, Weight>();
  /** Tabs whose address holds an authorization response. */
  const answering = new Set<number>();
  const first = createFirstRequests();

  function rootsOf(tabId: number, initiator?: string): number[] {
    if (tabId >= 0) return [groups.rootOf(tabId)];
    // A service worker's request names no tab: it belongs to the tabs that show its origin.
    const origin = initiator && URL.parse(initiator)?.origin;
    return origin ? groups.rootsOfOrigin(origin) : [];
  }

  function journal(roots: number[], observations: Observation[], weight: Weight): void {
    for (const root of roots) {
      let seq: number | undefined;
      const fresh = observations.filter((observation) => {
        if (isFrames(observation)) return true;
        const appended = journals.append(root, observation, weight);
        seq = appended ?? seq;
        return appended !== undefined;
      });
      if (fresh.length > 0) parts.publish(root, fresh, seq);
    }
  }

  /** What a tab opened by a page has told so far goes with it to the group of its opener. */
  function joinOpener(tabId: number): void {
    const opening = groups.openingOf(tabId);
    const from = groups.rootOf(tabId);
    // Somebody inspects the tab by itself.
    if (!opening || parts.isWatched(from)) return;
    groups.join(opening);
    const root = groups.rootOf(tabId);
    const earlier = journals.of(from)?.after() ?? [];
    if (root !== from) journals.drop(from);
    journal([root], [opening], 'core');
    journal([root], earlier, 'use');
    parts.joined(tabId, root);
  }

  function learnFrom({ kind, started }: InFlight, body: Body): void {
    if (body.state !== 'text' || body.truncated) return;
    const news =
      kind === 'metadata'
        ? learning.metadata(body.text)
        : kind === 'registration' && learning.registration(started.url, body.text);
    if (news) parts.changed();
  }

  function reportBody(started: RequestStarted, body: Body): void {
    const { requestId, hop, place } = started;
    const source = parts.filterResponseData ? 'filterResponseData' : 'devtools.network';
    const observation: ResponseBodySeen = {
      kind: 'response-body',
      at: parts.now(),
      place,
      source,
      request: { requestId, hop },
      body,
    };
    journal(rootsOf(place.tabId, started.initiator), [observation], 'core');
  }

  const unavailable = (started: RequestStarted, reason: BodyUnavailable) =>
    reportBody(started, { state: 'unavailable', reason });
  const bodies = createWantedBodies({
    ask: (tabId, wanted) => parts.devtools.ask(tabId, { type: 'bodies', wanted }),
    pending: (tabId) => requests.wanting(tabId),
    answering: (tabId) => answering.has(tabId),
    first: (tabId, { started }) => first.is(tabId, started),
    found(request, body) {
      reportBody(request.started, body);
      learnFrom(request, body);
    },
    later: parts.later,
    now: parts.now,
  });

  /** The tab of a request, and its group's. A service worker's request is its group's. */
  function tabsOf({ place, initiator }: RequestStarted): { own: number[]; family: number[] } {
    const family = rootsOf(place.tabId, initiator).flatMap((root) => groups.tabsOf(root));
    return { own: place.tabId >= 0 ? [place.tabId] : family, family };
  }

  /** Asks for the body of a response that has ended, or says why none can come. */
  function askFor(request: InFlight): void {
    const { started } = request;
    const { own, family } = tabsOf(started);
    const inspected = own.filter(parts.devtools.inspects);
    if (blockedByCors(request)) unavailable(started, 'cors');
    else if (parts.filterResponseData) unavailable(started, 'browser-error');
    else if (inspected.length > 0) bodies.want(request, inspected);
    else {
      unavailable(started, family.some(parts.devtools.inspects) ? 'other-tab' : 'devtools-closed');
      bodies.missed(request);
    }
  }

  const sink: RequestSink = {
    observed(observations, started) {
      const weight = weights.get(started.requestId) ?? 'core';
      journal(rootsOf(started.place.tabId, started.initiator), observations, weight);
    },
    qualified(kind, started) {
      if (kind === 'resource' || kind === 'websocket') weights.set(started.requestId, 'use');
      else weights.delete(started.requestId);
      if (kind !== 'websocket') parts.seen?.();
      if (kind === 'token') first.asked(started);
      if (learning.request(kind, started)) parts.changed();
      if (started.type === 'main_frame' && SIGN_IN.has(kind)) joinOpener(started.place.tabId);
    },
    ended(request, error) {
      if (reading.has(request.started.requestId)) return;
      // Nothing was answered: there is no body to miss.
      if (error && request.facts.status === undefined) return;
      askFor(request);
    },
    missed: (started) => unavailable(started, 'not-watched'),
    finished(requestId) {
      reading.delete(requestId);
      weights.delete(requestId);
    },
  };

  const requests = createRequests(learning, interactions, sink);
  return {
    requests,
    navigation: {
      leaving: bodies.leaving,
      stayed: bodies.arrived,
      navigated(observation) {
        const { tabId, frameId } = observation.place;
        if (frameId === 0) {
          bodies.arrived(tabId);
          if (!observation.sameDocument) first.left(tabId);
          const facts = { url: observation.url, method: 'GET', type: 'main_frame' };
          if (qualifies(facts, learning) === 'authorization-response') answering.add(tabId);
          else answering.delete(tabId);
        }
        const origin = URL.parse(observation.url)?.origin;
        if (frameId === 0 && origin) groups.shows(tabId, origin);
        journal([groups.rootOf(tabId)], [observation], 'use');
      },
      tabOpened(observation) {
        const { place, url, openerTabId } = observation;
        groups.opened(observation);
        const opening = qualifies({ url, method: 'GET', type: 'main_frame' }, learning);
        const recorded = parts.isRecorded?.(groups.rootOf(openerTabId));
        if (recorded || SIGN_IN.has(opening)) joinOpener(place.tabId);
        else parts.changed();
      },
      tabClosed(tabId) {
        answering.delete(tabId);
        first.left(tabId);
        const place = { tabId, frameId: 0 };
        journal([groups.rootOf(tabId)], [{ kind: 'tab-closed', at: parts.now(), place }], 'core');
        const gone = groups.closed(tabId);
        if (gone === undefined) return;
        parts.gone?.(gone);
        journals.drop(gone);
      },
    },
    read(requestId, request) {
      const { filterResponseData } = parts;
      if (!filterResponseData || reading.has(requestId)) return;
      reading.add(requestId);
      const { started, facts } = request;
      const mime = headerOf(facts.responseHeaders, 'content-type');
      readResponse(
        () => filterResponseData(requestId),
        mime,
        (body) => {
          const lost = body.state === 'unavailable' || neverArrived(request, body);
          const reason = blockedByCors(request) ? 'cors' : 'browser-error';
          reportBody(started, lost ? { state: 'unavailable', reason } : body);
          learnFrom(request, body);
        },
      );
    },
    devtools: {
      opened: (tabId) => bodies.opened(tabId, ({ started }) => tabsOf(started).own.includes(tabId)),
      answered: bodies.answered,
    },
    fromHook(tabId, observations) {
      journal([groups.rootOf(tabId)], observations, 'use');
    },
    noted(tabId, marks) {
      journal([groups.rootOf(tabId)], marks, 'core');
    },
  };
}
