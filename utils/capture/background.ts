import type { RecorderState } from '../recording/recorder';
import type { RecordingService, ServiceHost } from '../recording/service';
import { packBytes, unpackBytes } from '../storage/bytes';
import { createJournals } from '../storage/journals';
import { createWriteBehind, type StorageArea } from '../storage/write-behind';
import { acceptPort, type Self } from '../transport/accept-ports';
import { createDevtoolsPages } from '../transport/devtools-ports';
import { serveDocument } from '../transport/document-port';
import { serveHook } from '../transport/hook-ports';
import type { FetchedDocument, ToPage } from '../transport/messages';
import { gatePort, type Port } from '../transport/port';
import { createWatchers } from '../transport/watchers';
import { type Attention, createAttention } from './attention';
import { type Capture, createCapture } from './capture';
import { createGate, type Gate } from './gate';
import { createGroups, type GroupState } from './groups';
import { createInteractions, type InteractionState } from './interactions';
import { createLearning, type LearnedState } from './learned';
import type { InFlight } from './requests';
import type { StreamFilter } from './web-request-types';

/** What the background is given of the browser. */
export interface BackgroundOptions {
  self: Self;
  /** Where state outlives the background (Chrome); without it the background does not die (Firefox). */
  storage?: StorageArea;
  filterResponseData?: (requestId: string) => StreamFilter;
  /** `tabs.sendMessage`: reaches every frame of a tab; rejects where nobody listens. */
  sendMessage(tabId: number, message: ToPage): Promise<unknown>;
  /** `tabs.query`: what is open already. URLs come by the host permission. */
  openTabs(): Promise<readonly { id?: number; url?: string }[]>;
  /** Fetches a document that the user has agreed to. */
  fetchDocument(url: string): Promise<FetchedDocument>;
  /** Makes what records to disk; without it nothing can be recorded. */
  recording?(host: ServiceHost): RecordingService;
  now(): number;
  later(callback: () => void, delay: number): void;
  log(message: string, error: unknown): void;
}

export interface Background {
  capture: Capture;
  /** Runs once the stored state has been read; at once thereafter. */
  gate: Gate;
  /** Tells whether all events of scripts' requests are wanted. */
  follow: Attention['follow'];
  recording?: RecordingService;
  connect(port: Port): void;
}

interface StoredState {
  inFlight: [string, InFlight][];
  groups: GroupState;
  interactions: InteractionState;
  learned: LearnedState;
  attentive?: number;
}

const STATE = 'capture';
const RECORDING = 'recording';

/** Builds capture, journals and ports, and reads back what an earlier life of the background has stored. */
export function createBackground(options: BackgroundOptions): Background {
  const { storage: area, later, log } = options;
  const gate = createGate((error) => log('held event', error));
  const storage = area && createWriteBehind(area, later, (error) => log('storage.session', error));
  const journals = createJournals(storage, isWatched);
  const groups = createGroups();
  const learning = createLearning();
  const interactions = createInteractions(learning);

  const persist = () =>
    storage?.put(STATE, () =>
      JSON.stringify(
        packBytes({
          inFlight: capture.requests.state(),
          groups: groups.state(),
          interactions: interactions.state(),
          learned: learning.state(),
          attentive: attention.state(),
        } satisfies StoredState),
      ),
    );

  const recorded = new Set<number>();
  const attention = createAttention({
    now: options.now,
    later,
    needed: () => recorded.size > 0,
    changed: () => persist(),
  });

  /** Pages tell their frames while a panel shows them or they are recorded. */
  function isWatched(root: number): boolean {
    return watchers.isWatched(root) || recording?.isRecording(root) === true;
  }

  function tellPages(root: number): void {
    if (recording?.isRecording(root)) recorded.add(root);
    else recorded.delete(root);
    attention.check();
    const type = isWatched(root) ? 'watch' : 'unwatch';
    for (const tabId of groups.tabsOf(root)) {
      // Rejects where no bridge runs: the browser's own pages, a tab not loaded yet.
      options.sendMessage(tabId, { type }).catch(() => {});
    }
  }

  const lastOf = (root: number) => (journals.of(root)?.next ?? 0) - 1;
  const watchers = createWatchers({
    rootOf: groups.rootOf,
    tail(root, since) {
      const journal = journals.of(root);
      const observations = journal?.after(since) ?? [];
      return {
        type: 'journal',
        observations,
        missing: journals.missing(root),
        seq: lastOf(root),
      };
    },
    clear: journals.clear,
    mark(tabId, marks) {
      const place = { tabId, frameId: 0 };
      capture.noted(
        tabId,
        marks.map(({ at, text, frame }) => ({
          kind: 'marked',
          by: 'user',
          at,
          text,
          place,
          ...(frame && { frame }),
        })),
      );
    },
    last: lastOf,
    watching: tellPages,
  });

  const devtools = createDevtoolsPages({
    opened: (tabId) => capture.devtools.opened(tabId),
    found: (tabId, found) => capture.devtools.answered(tabId, found),
  });

  const capture: Capture = createCapture({
    journals,
    groups,
    learning,
    interactions,
    filterResponseData: options.filterResponseData,
    devtools,
    publish(root, observations, seq) {
      persist();
      watchers.tell(root, { type: 'observations', observations, ...(seq !== undefined && { seq }) });
      recording?.observed(root, observations);
    },
    changed: persist,
    seen: attention.seen,
    isWatched,
    isRecorded: (root) => recording?.isRecording(root) === true,
    gone: (root) => void recording?.stop(root, 'tab-closed'),
    joined(tabId, root) {
      if (isWatched(root)) options.sendMessage(tabId, { type: 'watch' }).catch(() => {});
    },
    now: options.now,
    later,
  });

  const recording: RecordingService | undefined = options.recording?.({
    rootOf: groups.rootOf,
    tabsOf: groups.tabsOf,
    journal: (root) => journals.of(root)?.after() ?? [],
    watching: tellPages,
    tell: capture.noted,
    show: (root, mark) => watchers.tell(root, { type: 'observations', observations: [mark] }),
    unseen: (tabId) => (options.filterResponseData || devtools.inspects(tabId) ? 'nothing' : 'bodies'),
    ...(storage && { remember: (state: () => RecorderState) => storage.put(RECORDING, state) }),
  });

  function restore(stored: Record<string, unknown>): void {
    journals.restore(stored);
    const packed = stored[STATE];
    if (typeof packed !== 'string') return;
    const state = unpackBytes(JSON.parse(packed)) as StoredState;
    groups.restore(state.groups);
    learning.restore(state.learned);
    interactions.restore(state.interactions);
    capture.requests.restore(state.inFlight);
    attention.restore(state.attentive);
  }

  async function start(): Promise<void> {
    try {
      const stored = area ? await area.get(null) : {};
      restore(stored);
      const remembered = stored[RECORDING] as RecorderState | undefined;
      await recording?.restore(remembered).catch((error) => log('recordings', error));
      for (const { id, url } of await options.openTabs()) {
        const origin = url && URL.parse(url)?.origin;
        if (id !== undefined && origin) groups.shows(id, origin);
      }
    } catch (error) {
      log('start', error);
    } finally {
      attention.restore(undefined);
      gate.open();
    }
  }
  void start();

  /** A page of ours that shows something wants to see all of it. */
  const attentive = (serve: (port: Port) => void) => (port: Port) => {
    attention.hold(port);
    serve(port);
  };

  const host = {
    isWatched: (tabId: number) => isWatched(groups.rootOf(tabId)),
    observed: (place: { tabId: number }, observations: Parameters<Capture['fromHook']>[1]) =>
      capture.fromHook(place.tabId, observations),
  };
  return {
    capture,
    gate,
    follow: attention.follow,
    ...(recording && { recording }),
    connect(port) {
      const gated = gatePort(port, gate);
      gate(() =>
        acceptPort(gated, options.self, {
          hook(hook) {
            serveHook(hook, host);
            hook.onDisconnect.addListener(() => recording?.pageLeft());
          },
          panel: attentive(watchers.serve),
          devtools: attentive(devtools.serve),
          recorder: recording && attentive(recording.serve),
          document: (asker) => serveDocument(asker, options.fetchDocument),
        }),
      );
    },
  };
}
