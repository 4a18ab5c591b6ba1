import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { t } from '../i18n';
import type { Session } from '../session/model';
import type { Observation } from '../session/observations';
import { isTopNavigation } from '../session/top-navigation';
import type { UserMark } from '../transport/messages';
import { keepFrom, navigationStart } from './preserve';
import type { Fold, LinkState, PanelSource } from './source';
import type { Schedule } from './tick';

export interface Feed {
  session: ReadonlySignal<Session>;
  /** Grows when what is shown changed: the session or its frames. */
  version: ReadonlySignal<number>;
  /** Whether the source has answered yet. */
  connected: ReadonlySignal<boolean>;
  /** How the way to the source stands. */
  link: ReadonlySignal<LinkState>;
  /** Sentences about what the source or the panel could not keep. */
  missing: ReadonlySignal<readonly string[]>;
  /** Messages of a listing that is not asked for by itself, though connections may be seen in it alone. */
  unlisted: ReadonlySignal<number | undefined>;
  /** Asks for that listing. */
  list(): void;
  paused: ReadonlySignal<boolean>;
  /** Frames and other observations that came while paused; they are kept and shown on going on. */
  wentBy: ReadonlySignal<number>;
  /** Frames appended ever, when it was published last: those beyond are of after the pause. */
  shownFrames: ReadonlySignal<number>;
  /** Publishes what the fold says now: it may have learned more than observations. */
  refresh(): void;
  /** Adds a user's notes to the session. */
  mark(marks: readonly UserMark[]): void;
  pause(): void;
  resume(): void;
  clear(): void;
  close(): void;
}

interface FeedOptions {
  fold: Fold;
  source: PanelSource;
  schedule: Schedule;
  /** When what came in is shown; with it, by default. */
  pace?: Schedule;
  /** Whether what was seen is kept when the top frame navigates. */
  preserve: ReadonlySignal<boolean>;
  tabId?: number;
}

/** How many things an observation stands for: a batch counts its frames. */
function weight(observation: Observation): number {
  return observation.kind === 'socket-frames' ? observation.times.length : 1;
}

/** A payload belongs to a frame that was counted when it came. */
const isNews = ({ kind }: Observation): boolean => kind !== 'frame-payload';

/** Frames and other observations taken in one tick: a second of a flood must not be one task. */
const AT_ONCE = 4_000;

const atOnce: Schedule = (run) => ({ request: run, cancel() {} });

/** How many observations weigh so much together; at least one. */
function lengthOf(observations: readonly Observation[], most: number): number {
  let weights = 0;
  let at = 0;
  while (at < observations.length && (at === 0 || weights < most)) weights += weight(observations[at++]!);
  return at;
}

/**
 * Brings a source's observations into the fold, tick by tick, and publishes its session at a pace of its own.
 * Pausing stops the publishing, not the folding: the view stands still and nothing is lost.
 */
export function createFeed({ fold, source, schedule, pace = atOnce, preserve, tabId }: FeedOptions): Feed {
  const session = signal(fold.session);
  const version = signal(0);
  const connected = signal(false);
  const link = signal<LinkState>('connected');
  const untold = signal<readonly string[]>([]);
  const forgotten = signal(fold.forgotten);
  const missing = computed(() =>
    forgotten.value === 0
      ? untold.value
      : [...untold.value, t('app.olderLeftOut', { count: forgotten.value })],
  );
  const paused = signal(false);
  const wentBy = signal(0);
  const shownFrames = signal(fold.frames.total);
  let waiting: Observation[] = [];
  /** Something was taken in that has not been shown. */
  let unshown = false;
  /** What is older was left with its page, and is not taken when it comes late. */
  let leftBefore = Number.NEGATIVE_INFINITY;

  function publish() {
    session.value = fold.session;
    forgotten.value = fold.forgotten;
    shownFrames.value = fold.frames.total;
    version.value++;
    wentBy.value = 0;
    unshown = false;
  }

  function take(batch: readonly Observation[]) {
    const navigation = preserve.peek()
      ? undefined
      : batch.findLast((observation) => isTopNavigation(observation, tabId));
    fold.apply(keepFrom(batch, leftBefore));
    if (navigation?.kind !== 'navigated') return;
    // Cleared once it is known: the connections of the page that was left have ended with it.
    leftBefore = navigationStart(fold.journal, navigation);
    fold.clear(leftBefore);
  }

  const flush = schedule(() => {
    const batch = waiting.splice(0, lengthOf(waiting, AT_ONCE));
    if (waiting.length > 0) flush.request();
    if (batch.length > 0) take(batch);
    if (paused.peek()) wentBy.value += batch.filter(isNews).reduce((sum, one) => sum + weight(one), 0);
    else {
      unshown = true;
      show.request();
    }
  });

  const show = pace(() => {
    if (!paused.peek()) publish();
  });

  const unsubscribe = source.subscribe((message) => {
    connected.value = true;
    if (message.type === 'journal') {
      untold.value = message.missing;
      waiting = [];
      leftBefore = Number.NEGATIVE_INFINITY;
      fold.clear();
    }
    for (const observation of message.observations) waiting.push(observation);
    flush.request();
  });

  const unwatch = source.onState?.((state) => {
    link.value = state;
  });

  const unlisted = signal<number>();
  const unlist = source.listing?.onPutOff((messages) => {
    unlisted.value = messages;
  });

  return {
    session,
    version,
    connected,
    link,
    missing,
    unlisted,
    list: () => source.listing?.look(),
    paused,
    wentBy,
    shownFrames,
    refresh: () => flush.request(),
    mark(marks) {
      source.mark?.(marks);
      // Shown at once; the same ones come back from the journal, and count once.
      const place = { tabId: tabId ?? -1, frameId: 0 };
      fold.apply(marks.map((mark) => ({ kind: 'marked', by: 'user', place, ...mark })));
      publish();
    },
    pause() {
      // What came before it is shown: only what comes now is counted as having gone by.
      if (unshown) publish();
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
      show.cancel();
      unsubscribe();
      unwatch?.();
      unlist?.();
      source.close();
    },
  };
}
