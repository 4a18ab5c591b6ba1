import { type ReadonlySignal, signal } from '@preact/signals';
import type { Session } from '../session/model';
import type { Navigated, Observation } from '../session/observations';
import { keepFrom, navigationStart } from './preserve';
import type { Fold, PanelSource, SourceInfo } from './source';
import type { Schedule } from './tick';

export type Connection = 'connecting' | 'connected' | 'disconnected';

export interface Feed {
  session: ReadonlySignal<Session>;
  /** Grows when the shown session or its frames changed. */
  version: ReadonlySignal<number>;
  connection: ReadonlySignal<Connection>;
  /** Sentences about what the source could not keep. */
  missing: ReadonlySignal<readonly string[]>;
  paused: ReadonlySignal<boolean>;
  /** Frames and other observations that came while paused; they are kept and shown on going on. */
  wentBy: ReadonlySignal<number>;
  pause(): void;
  resume(): void;
  clear(): void;
  close(): void;
}

interface FeedOptions {
  fold: Fold;
  source: PanelSource;
  schedule: Schedule;
  /** Whether what was seen is kept when the top frame navigates. */
  preserve: ReadonlySignal<boolean>;
  /** The tab whose top-level navigation counts; a popup's does not. */
  tabId?: number;
}

/** How many things an observation stands for: a batch counts its frames. */
function weight(observation: Observation): number {
  return observation.kind === 'socket-frames' ? observation.times.length : 1;
}

/**
 * Brings a source's observations into the fold and publishes its session once a tick, however many came.
 * Pausing stops the publishing, not the folding: the view stands still and nothing is lost.
 */
export function createFeed({ fold, source, schedule, preserve, tabId }: FeedOptions): Feed {
  const session = signal(fold.session);
  const version = signal(0);
  const connection = signal<Connection>('connecting');
  const missing = signal<readonly string[]>([]);
  const paused = signal(false);
  const wentBy = signal(0);
  let waiting: Observation[] = [];

  function isNavigation(observation: Observation): observation is Navigated {
    return (
      observation.kind === 'navigated' &&
      observation.place.frameId === 0 &&
      !observation.sameDocument &&
      (tabId === undefined || observation.place.tabId === tabId)
    );
  }

  function dropBefore(navigation: Navigated) {
    const kept = keepFrom(fold.journal, navigationStart(fold.journal, navigation));
    fold.clear();
    fold.apply(kept);
  }

  function publish() {
    session.value = fold.session;
    version.value++;
    wentBy.value = 0;
  }

  const flush = schedule(() => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) fold.apply(batch);
    const navigation = preserve.peek() ? undefined : batch.findLast(isNavigation);
    if (navigation) dropBefore(navigation);
    if (paused.peek()) wentBy.value += batch.reduce((sum, one) => sum + weight(one), 0);
    else publish();
  });

  const unsubscribe = source.subscribe((observations: readonly Observation[], info: SourceInfo) => {
    if (info.connected !== undefined) connection.value = info.connected ? 'connected' : 'disconnected';
    else connection.value = 'connected';
    if (info.missing) missing.value = info.missing;
    for (const observation of observations) waiting.push(observation);
    flush.request();
  });

  return {
    session,
    version,
    connection,
    missing,
    paused,
    wentBy,
    pause: () => {
      paused.value = true;
    },
    resume() {
      paused.value = false;
      flush.request();
    },
    clear() {
      waiting = [];
      source.clear();
      fold.clear();
      publish();
    },
    close() {
      flush.cancel();
      unsubscribe();
      source.close();
    },
  };
}
