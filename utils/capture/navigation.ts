import { NOTHING_LEARNED, qualifies } from '../oauth/qualify';
import type { Navigated, TabOpened } from '../session/observations';

/** The part of `webNavigation` and `tabs` that capture uses. */
export interface CommittedDetails {
  tabId: number;
  frameId: number;
  url: string;
  timeStamp: number;
  documentId?: string;
  transitionType?: string;
  transitionQualifiers?: readonly string[];
}

export interface NavigationTargetDetails {
  sourceTabId: number;
  sourceFrameId: number;
  tabId: number;
  url: string;
  timeStamp: number;
}

interface Event<L> {
  addListener(listener: L): void;
  removeListener(listener: L): void;
}

export interface NavigationApi {
  onBeforeNavigate: Event<(details: { tabId: number; frameId: number }) => void>;
  onCommitted: Event<(details: CommittedDetails) => void>;
  onErrorOccurred: Event<(details: { tabId: number; frameId: number }) => void>;
  onHistoryStateUpdated: Event<(details: CommittedDetails) => void>;
  onReferenceFragmentUpdated: Event<(details: CommittedDetails) => void>;
  onCreatedNavigationTarget: Event<(details: NavigationTargetDetails) => void>;
}

export interface TabsApi {
  onRemoved: Event<(tabId: number) => void>;
}

/** What capture has to tell about documents and tabs. */
export interface NavigationSink {
  /** The top document of a tab is about to be replaced. */
  leaving(tabId: number): void;
  /** It was not: a download, a 204, an address that another program took, or the user stopped it. */
  stayed(tabId: number): void;
  navigated(observation: Navigated): void;
  tabOpened(observation: TabOpened): void;
  tabClosed(tabId: number): void;
}

export interface NavigationListeners {
  sink: NavigationSink;
  /** Runs a listener, now or when the background is ready. */
  gate(run: () => void): void;
}

/**
 * Tells of committed documents (main frames always, others only where an authorization response landed),
 * of fragment and history changes of main frames, of popups, and of closed tabs. Gives back the detach.
 */
export function watchNavigation(
  navigation: NavigationApi,
  tabs: TabsApi,
  { sink, gate }: NavigationListeners,
): () => void {
  const detach: (() => void)[] = [];
  const listen = <D>(event: Event<(details: D) => void>, observe: (details: D) => void): void => {
    const listener = (details: D) => gate(() => observe(details));
    event.addListener(listener);
    detach.push(() => event.removeListener(listener));
  };
  const samePage = (details: CommittedDetails) => {
    if (details.frameId === 0) sink.navigated({ ...navigated(details), sameDocument: true });
  };
  listen(navigation.onBeforeNavigate, ({ tabId, frameId }) => {
    if (frameId === 0) sink.leaving(tabId);
  });
  listen(navigation.onErrorOccurred, ({ tabId, frameId }) => {
    if (frameId === 0) sink.stayed(tabId);
  });
  listen(navigation.onCommitted, (details) => {
    if (details.frameId === 0 || isResponse(details.url)) sink.navigated(navigated(details));
  });
  listen(navigation.onHistoryStateUpdated, samePage);
  listen(navigation.onReferenceFragmentUpdated, samePage);
  listen(navigation.onCreatedNavigationTarget, (details) =>
    sink.tabOpened({
      kind: 'tab-opened',
      at: details.timeStamp,
      place: { tabId: details.tabId, frameId: 0 },
      openerTabId: details.sourceTabId,
      openerFrameId: details.sourceFrameId,
      url: details.url,
    }),
  );
  listen(tabs.onRemoved, (tabId) => sink.tabClosed(tabId));
  return () => {
    for (const stop of detach) stop();
  };
}

function navigated(details: CommittedDetails): Navigated {
  // A qualifier (`server_redirect`, `forward_back`) says more than the type (`link`).
  const transition = details.transitionQualifiers?.[0] ?? details.transitionType;
  const { tabId, frameId, documentId, url, timeStamp } = details;
  return {
    kind: 'navigated',
    at: timeStamp,
    place: { tabId, frameId, ...(documentId && { documentId }) },
    url,
    ...(transition && { transition }),
  };
}

function isResponse(url: string): boolean {
  return qualifies({ url, method: 'GET', type: 'sub_frame' }, NOTHING_LEARNED) === 'authorization-response';
}
