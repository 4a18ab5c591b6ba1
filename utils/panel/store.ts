import { computed, effect, signal } from '@preact/signals';
import { findSocket } from '../session/find-socket';
import type { SocketId } from '../session/observations';
import { createClock, type Every } from './clock';
import { createDialogs } from './dialogs';
import type { ExportChoice, Exported, WriteExport } from './export/model';
import { createFeed } from './feed';
import { createFindings, createRules, type Evaluator, type FetchDocument, type Turns } from './findings';
import { during, type FrameList, framesOf, upTo } from './frame-list';
import type { Memory } from './memory';
import { createMuting } from './muting';
import { nextMatch } from './next-match';
import { createPins } from './pins';
import { relatedTo } from './related';
import { savedChoice } from './saved-decoders';
import { createSearch, type SearchOptions } from './search-model';
import { createSelection, type Selection } from './selection';
import type { SettingsModel } from './settings';
import type { Work } from './slices';
import { endedAt } from './socket-view';
import type { Fold, PanelSource } from './source';
import type { SourcePlace } from './stack';
import type { Schedule } from './tick';
import { createTimeSpans, overlaps } from './time-span';
import { flowEnd } from './timeline/flow-end';
import { createViewState, viewOf } from './view-state';
import { createWatchouts } from './watchouts/model';
import type { OpenedFile } from './workspace';

export interface PanelStoreOptions {
  fold: Fold;
  source: PanelSource;
  settings: SettingsModel;
  /** Milliseconds since the epoch, on the journal's clock. */
  now: () => number;
  schedule: Schedule;
  /** When what came in is drawn; as it comes in, by default. */
  pace?: Schedule;
  every: Every;
  /** Outlives a reload of the panel and not more: sessionStorage. */
  memory: Memory;
  tabId?: number;
  /** Shows a line of a script in the browser's own tools; absent where it cannot. */
  openSource?: (place: SourcePlace) => void;
  /** Writes the session as a file, secrets replaced as chosen. */
  write?: WriteExport;
  /** Brings the checks, when there is something to look at. */
  checks?: { load: () => Promise<Evaluator>; turns: Turns; fetchDocument?: FetchDocument };
  /** Brings what searches, when something is asked. */
  search?: Pick<SearchOptions, 'load' | 'engine'>;
  /** Runs something after some milliseconds; gives back the cancel. */
  later?: SearchOptions['later'];
  /** What is shown was loaded from a file: it is not cleared, paused or left by navigating. */
  file?: OpenedFile;
}

/** Everything the panel shows and does: signals to read, actions to call. */
export function createPanelStore(options: PanelStoreOptions) {
  const { fold, source, settings, now, schedule, every, memory, tabId, write, file, checks } = options;
  const feed = createFeed({
    fold,
    source,
    schedule,
    pace: options.pace,
    preserve: file ? signal(true) : settings.preserve,
    tabId,
  });
  const selection = createSelection(memory);
  const clock = createClock(() => (feed.paused.peek() ? clock.clock.peek() : now()), every);
  const view = createViewState(memory);
  const { session } = feed;
  const search = createSearch({
    ...options.search,
    memory,
    settings,
    frames: fold.frames,
    session,
    changes: feed.version,
    chosen: ({ url }) => savedChoice(settings.decoders.peek(), url).protocol,
    later: options.later ?? afterwards,
  });
  const rules = createRules(settings, file?.header.rules);
  const findings = createFindings({ session, ...rules, frames: fold.frames, ...checks });
  const stopLimiting = effect(() => {
    const [count, megabytes] = [settings.framesKept.value, settings.megabytesKept.value];
    fold.frames.limit({ frames: Math.max(1_000, count), bytes: Math.max(1, megabytes) * 1024 * 1024 });
  });
  const muting = createMuting(fold.frames, memory);
  const present = computed(() => Math.max(clock.clock.value, session.value.span?.to ?? 0));
  const watchouts = createWatchouts({
    session,
    frames: fold.frames,
    rules: rules.rules,
    evaluation: findings.evaluation,
    clock: present,
    load: () => import('./watchouts/run'),
    turns: checks?.turns,
  });
  /** All that is held now: what is written is read from it. */
  const held = () => ({
    journal: fold.journal,
    frames: fold.frames,
    session: fold.session,
    rules: rules.rules.peek(),
  });
  const spans = createTimeSpans(memory);
  const pins = createPins(memory);
  const closed = signal(false);
  const openedSocket = computed(() => findSocket(session.value.sockets, selection.opened.value.socketId));
  const sockets = computed(() => {
    search.version.value;
    search.progress.value;
    if (!search.filters.value) return session.value.sockets;
    // The opened one stays: its frames are filtered too.
    const opened = openedSocket.value?.id;
    return session.value.sockets.filter(({ id }) => id === opened || search.showsSocket(id));
  });
  const flows = computed(() => {
    search.version.value;
    if (!search.filters.value) return session.value.flows;
    return session.value.flows.filter(({ id }) => search.showsFlow(id));
  });
  function select(next: Selection): void {
    view.show(viewOf(next));
    selection.select(next);
  }
  return {
    ...feed,
    frames: fold.frames,
    /** Everything observed but frames. */
    journal: () => fold.journal,
    /** Writes what is held now as a session file; absent where nothing can. */
    held,
    /** Writes what is held now as a file; absent where nothing can. */
    write:
      write &&
      ((choice: ExportChoice, work?: Partial<Work>): Promise<Exported> => write(held(), choice, work)),
    file,
    openSource: file ? undefined : options.openSource,
    settings,
    /** Milliseconds since the epoch; of a file, where it ends. */
    now: () => Math.max(now(), session.peek().span?.to ?? 0),
    /** The present, a second at a time and never before what is shown; it stands still while paused. */
    clock: present,
    selection,
    /** Selects, and brings the part that shows it into view. */
    select,
    muting,
    /** The frames of a connection that are to be shown: what answers the query, or all; none of after a pause. */
    framesOf(socket: SocketId): FrameList {
      const list = search.filters.value ? search.matchesOf(socket) : framesOf(fold.frames, socket);
      const span = spans.brush.value;
      const within = span ? during(fold.frames, list, span) : list;
      return feed.paused.value ? upTo(within, feed.shownFrames.value) : within;
    },
    /** What is asked, by the box and the saved filters, and what answers. */
    search,
    filter: search,
    view,
    dialogs: createDialogs(),
    findings,
    watchouts,
    /** Opens a finding, wherever findings are shown. */
    showFinding(key: string) {
      settings.set('findingsOpen', true);
      view.show({ half: 'findings', findingsTab: 'found', finding: key });
    },
    /** Selects the next (1) or previous (-1) match of the query, from what is selected; round the end. */
    stepToMatch(step: 1 | -1) {
      const next = nextMatch({ frames: fold.frames, search, session: session.peek(), selection }, step);
      if (next) select(next);
    },
    related: computed(() => relatedTo(session.value, selection.current.value)),
    spans,
    pins,
    /** Notes on frames of a connection; an empty text takes them away. */
    note(socket: SocketId, seqs: readonly number[], text: string) {
      // Later than every other note, also where time stands still: the latest on a frame counts.
      const last = session.peek().marks.reduce((latest, mark) => Math.max(latest, mark.at), 0);
      const at = Math.max(now(), last + 1);
      feed.mark(seqs.map((seq) => ({ at, text, frame: { socket, seq } })));
    },
    /** The connections that the filter and the brushed span let through. */
    sockets: computed(() => {
      const span = spans.brush.value;
      return span
        ? sockets.value.filter((one) => overlaps(span, one.createdAt, endedAt(one)))
        : sockets.value;
    }),
    /** The flows that the filter and the brushed span let through. */
    flows: computed(() => {
      const span = spans.brush.value;
      return span ? flows.value.filter((flow) => overlaps(span, flow.startedAt, flowEnd(flow))) : flows.value;
    }),
    openedSocket,
    clear() {
      spans.reset();
      pins.clear();
      feed.clear();
      selection.clear();
    },
    /** What was begun for it ends when it is closed. */
    closed,
    close() {
      closed.value = true;
      clock.stop();
      search.close();
      stopLimiting();
      findings.close();
      watchouts.close();
      feed.close();
    },
  };
}

function afterwards(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

export type PanelStore = ReturnType<typeof createPanelStore>;
