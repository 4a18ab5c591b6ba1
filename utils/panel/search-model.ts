import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Expression, Query } from '../search/expression';
import type { FrameStore } from '../session/frames';
import type { Session } from '../session/model';
import type { SocketId } from '../session/observations';
import type { Socket } from '../websocket/model';
import type { FrameList } from './frame-list';
import type { Memory } from './memory';
import type * as Parts from './search';
import type { Searcher, SearcherOptions, SearchProgress } from './search/searcher';
import type { SavedFilters, SettingsModel } from './settings';

/** What answers is all that is shown, or is marked among everything else. */
export type SearchMode = 'filter' | 'highlight';

/** The panel's one query: what is asked, and what answers. */
export interface SearchModel {
  /** What is written in the box. */
  text: ReadonlySignal<string>;
  /** What that means; parts that mean nothing are in its `errors`. */
  query: ReadonlySignal<Query>;
  /** The box and the saved filters that are on, as one; undefined asks nothing. */
  asked: ReadonlySignal<Expression | undefined>;
  set(text: string): void;
  mode: ReadonlySignal<SearchMode>;
  setMode(mode: SearchMode): void;
  /** Fetches what a query needs before there is one. */
  prepare(): void;

  progress: ReadonlySignal<SearchProgress>;
  /** Grows when other frames, connections or flows answer than before: read it where the functions below are used. */
  version: ReadonlySignal<number>;
  /** Whether lists show only what answers: something is asked, in the mode that filters. */
  filters: ReadonlySignal<boolean>;
  /** Whether lists mark what answers: something is asked, in the mode that highlights. */
  marks: ReadonlySignal<boolean>;
  /** Frames that answer. */
  found(): number;
  foundIn(socket: SocketId): number;
  /** Whether a frame answers, by store index. */
  has(index: number): boolean;
  /** The frames of a connection that answer, in order; all that may where only its name does. */
  matchesOf(socket: SocketId): FrameList;
  /** Whether a connection belongs into a filtered list: it answers, a frame of it does, or that is not known yet. */
  showsSocket(id: SocketId): boolean;
  showsFlow(id: string): boolean;
  /** Whether a connection or flow itself answers. */
  answers(id: string): boolean;
  /** The nearest frame that answers after (1) or before (-1) a store index. */
  nearest(from: number, step: 1 | -1): number | undefined;
  close(): void;
}

export interface SearchOptions {
  memory: Memory;
  settings: SettingsModel;
  frames: FrameStore;
  session: ReadonlySignal<Session>;
  /** Grows when the session or its frames changed. */
  changes: ReadonlySignal<number>;
  chosen(socket: Socket): string | undefined;
  /** Brings the language and who searches; absent where nothing is searched. */
  load?: () => Promise<typeof Parts>;
  engine?: SearcherOptions['start'];
  later: SearcherOptions['later'];
}

const NOTHING: FrameList = { indices: new Uint32Array(0), count: 0 };
const IDLE: SearchProgress = { phase: 'idle' };
/** Milliseconds between two looks at what connections and flows say now. */
const PACE = 150;

export function createSearch(options: SearchOptions): SearchModel {
  const { memory, settings, frames, session, changes, chosen, load, engine, later } = options;
  const text = signal(memory.read<string>('filter') ?? '');
  const mode = signal<SearchMode>(memory.read<SearchMode>('search-mode') ?? 'filter');
  const parts = signal<typeof Parts>();
  let loading = false;

  function prepare(): void {
    if (loading || !load) return;
    loading = true;
    load().then((loaded) => {
      parts.value = loaded;
      searcher.peek()?.warm();
    });
  }

  const query = computed(
    (): Query => parts.value?.parseQuery(text.value) ?? { text: text.value, errors: [] },
  );
  const asked = computed(() => {
    const saved = savedExpression(settings.savedFilters.value, parts.value);
    return both(query.value.expression, saved);
  });
  const searcher = computed(
    (): Searcher | undefined =>
      parts.value && engine && parts.value.createSearcher({ frames, start: engine, later }),
  );

  let waiting: (() => void) | undefined;
  function tell(): void {
    waiting = undefined;
    const found = searcher.peek();
    if (found && asked.peek()) found.update(parts.peek()!.subjectsOf(session.peek(), frames, chosen));
  }

  const stopPreparing = effect(() => {
    if (text.value.trim() !== '' || settings.savedFilters.value.list.some(({ on }) => on)) prepare();
  });
  const stopAsking = effect(() => {
    const now = searcher.value;
    const expression = asked.value;
    if (!now) return;
    untracked(() => {
      now.ask(expression, { newest: session.peek().span?.to ?? 0 });
      tell();
    });
  });
  const stopTelling = effect(() => {
    changes.value;
    if (asked.peek() && searcher.peek()) waiting ??= later(tell, PACE);
  });

  const slotOf = (id: SocketId) => frames.slotOf(id) ?? -1;
  const matches = () => searcher.peek()?.matches;
  /** Where no frame answers by itself, those of a connection that a word names do. */
  function matchesOf(id: SocketId): FrameList {
    const found = searcher.peek();
    if (!found) return NOTHING;
    const own = found.matches.of(slotOf(id));
    return own.count > 0 ? own : found.wider.of(slotOf(id));
  }
  const verdict = (id: string) => searcher.peek()?.verdict(id) ?? undefined;
  const asksFrames = computed(() => asked.value !== undefined && parts.value!.asksFrames(asked.value));

  return {
    text,
    query,
    asked,
    set(next) {
      text.value = next;
      memory.write('filter', next);
    },
    mode,
    setMode(next) {
      mode.value = next;
      memory.write('search-mode', next);
    },
    prepare,
    progress: computed(() => searcher.value?.progress.value ?? IDLE),
    version: computed(() => searcher.value?.version.value ?? 0),
    filters: computed(() => asked.value !== undefined && mode.value === 'filter'),
    marks: computed(() => asked.value !== undefined && mode.value === 'highlight'),
    found: () => matches()?.count ?? 0,
    foundIn: (socket) => matches()?.of(slotOf(socket)).count ?? 0,
    has: (index) => matches()?.has(index) ?? false,
    matchesOf,
    showsSocket(id) {
      const found = searcher.peek();
      const said = found?.verdict(id);
      // Nobody has been asked yet.
      if (!found || said === null || said === true) return true;
      if (matchesOf(id).count > 0) return true;
      return said === undefined && !(asksFrames.peek() && found.progress.peek().phase === 'done');
    },
    showsFlow: (id) => verdict(id) !== false,
    answers: (id) => verdict(id) === true,
    nearest: (from, step) => (step > 0 ? matches()?.after(from) : matches()?.before(from)),
    close() {
      stopPreparing();
      stopAsking();
      stopTelling();
      waiting?.();
      searcher.peek()?.close();
    },
  };
}

function savedExpression(
  { list, by }: SavedFilters,
  parts: typeof Parts | undefined,
): Expression | undefined {
  const on = list.filter((one) => one.on).map(({ text }) => parts?.parseQuery(text).expression);
  return parts?.combine(by, on);
}

function both(a: Expression | undefined, b: Expression | undefined): Expression | undefined {
  return a && b ? { kind: 'and', parts: [a, b] } : (a ?? b);
}
