import type { Flow, Token } from '../oauth/model';
import type { Socket } from '../websocket/model';
import { createExchangeTable } from './exchange-table';
import type { Exchange } from './exchanges';
import { createFrameStore, type FrameLimits } from './frame-store';
import type { FrameStore } from './frames';
import type { Tied } from './links';
import { addMark } from './marks';
import type { Session, Story } from './model';
import type { Marked, Navigated, Observation, Observed, TabClosed, TabOpened } from './observations';
import { repeatKey } from './repeats';
import { leastNeeded, observationsOf } from './retention';
import { share, shareById } from './share';
import { createSocketTable } from './socket-table';
import type { StoryInput } from './story-context';

/** `utils/oauth`'s part of the fold: from exchanges to flows and tokens. */
export type DeriveOAuth = (input: {
  exchanges: readonly Exchange[];
  navigations: readonly Navigated[];
  tabs: readonly TabOpened[];
  closed?: readonly TabClosed[];
  now?: number;
}) => { flows: Flow[]; tokens: Token[] };

/** What is found in the parts of a session. The greater part of the code, which a panel's first view does not wait for. */
export interface Derivation {
  oauth: DeriveOAuth;
  tie(flows: readonly Flow[], tokens: readonly Token[], sockets: readonly Socket[]): Tied;
  tell(input: StoryInput): Story[];
}

/** Before that code has come: connections alone. */
export const NOTHING_DERIVED: Derivation = {
  oauth: () => ({ flows: [], tokens: [] }),
  tie: (flows, tokens) => ({ flows, tokens, links: [] }),
  tell: () => [],
};

export interface SessionFold {
  /** Takes observations in any order; repeats change nothing. */
  apply(observations: readonly Observation[]): void;
  /** Derived when read, and kept until something changes; what did not change keeps its identity. */
  readonly session: Session;
  readonly frames: FrameStore;
  /** Everything taken but frame batches and payloads (they are in `frames`), repeats left out. */
  readonly journal: readonly Observation[];
  /** Exchanges left out because there were more than are kept. */
  readonly forgotten: number;
  /** Grows with every apply that changed something. */
  readonly version: number;
  /**
   * Forgets everything older than `before` (epoch ms), or everything, but connections that are still open: their
   * frames go, they stay.
   */
  clear(before?: number): void;
  /** Finds flows, ties and stories another way from now on: a panel shows its first view before that code has come. */
  rederive(by: Derivation): void;
}

/** Observations that were cleared and are still known when they are told again. */
const CLEARED_KEPT = 20_000;

/**
 * A fold without its wiring: `derivation` finds what rests on the parts. Never throws on page data. `exchangesKept` bounds the
 * exchanges, and navigations alike; without it everything is kept, as for a file.
 */
export function createBareFold(
  derivation: Derivation,
  limits?: FrameLimits,
  exchangesKept = Number.POSITIVE_INFINITY,
): SessionFold {
  const frames = createFrameStore(limits);
  const exchanges = createExchangeTable();
  const sockets = createSocketTable();
  const seenBefore = new Set<string>();
  let deriving = derivation;
  let journal: Observation[] = [];
  let navigations: Navigated[] = [];
  let tabs: TabOpened[] = [];
  let closedTabs: TabClosed[] = [];
  let marks: Marked[] = [];
  let span: Session['span'];
  let version = 0;
  let forgotten = 0;
  let session: { version: number; value: Session } | undefined;

  function extend(from: number, to = from): void {
    if (!Number.isFinite(from) || !Number.isFinite(to)) return;
    if (!span) span = { from, to };
    else if (from < span.from || to > span.to)
      span = { from: Math.min(from, span.from), to: Math.max(to, span.to) };
  }

  function take(seen: Observation): boolean {
    if (seen.kind === 'socket-frames' || seen.kind === 'frame-payload') return takeFrames(seen);
    const key = repeatKey(seen)!;
    if (seenBefore.has(key)) return false;
    seenBefore.add(key);
    record(seen);
    return true;
  }

  function takeFrames(seen: Observed<'socket-frames' | 'frame-payload'>): boolean {
    const before = frames.version;
    if (seen.kind === 'frame-payload') frames.fill(seen);
    else {
      frames.append(seen);
      const { times } = seen;
      if (times.length > 0 && frames.version !== before) extend(times[0]!, times[times.length - 1]!);
    }
    return frames.version !== before;
  }

  function record(seen: Exclude<Observation, { kind: 'socket-frames' | 'frame-payload' }>): void {
    journal.push(seen);
    // When a note on a frame was written says nothing about the session.
    if (seen.kind !== 'marked' || !seen.frame) extend(seen.at);
    switch (seen.kind) {
      case 'socket-created':
      case 'socket-opened':
      case 'socket-closing':
      case 'socket-errored':
      case 'socket-closed':
      case 'frames-dropped':
        sockets.apply(seen);
        break;
      case 'request-started':
      case 'request-sent':
      case 'response-started':
      case 'request-completed':
      case 'request-failed':
        exchanges.applyRequest(seen);
        break;
      case 'response-body':
        exchanges.applyBody(seen);
        break;
      case 'navigated':
        navigations = [...navigations, seen];
        sockets.depart(seen);
        break;
      case 'tab-closed':
        closedTabs = [...closedTabs, seen];
        sockets.depart(seen);
        break;
      case 'tab-opened':
        tabs = [...tabs, seen];
        break;
      case 'marked':
        marks = addMark(marks, seen);
        if (seen.about === 'late-document') sockets.late(seen.place);
        break;
    }
  }

  const split = memo((all: ReadonlyMap<string, Exchange>) => {
    const websocket: Exchange[] = [];
    const http: Exchange[] = [];
    for (const exchange of all.values()) (exchange.type === 'websocket' ? websocket : http).push(exchange);
    return {
      websocket: shareById(splitBefore.websocket, websocket),
      http: shareById(splitBefore.http, http),
    };
  });
  let splitBefore: { websocket: readonly Exchange[]; http: readonly Exchange[] } = {
    websocket: [],
    http: [],
  };

  const oauth = memo(
    (
      by: DeriveOAuth,
      http: readonly Exchange[],
      navigated: readonly Navigated[],
      opened: readonly TabOpened[],
      closed: readonly TabClosed[],
    ) => by({ exchanges: http, navigations: navigated, tabs: opened, closed }),
  );
  let tiedBefore: Tied = { flows: [], tokens: [], links: [] };
  type Found = ReturnType<DeriveOAuth>;
  type Sockets = () => readonly Socket[];
  const tie = memo((by: Derivation['tie'], found: Found, _facts: number, list: Sockets): Tied => {
    const { flows, tokens, links } = by(found.flows, found.tokens, list());
    tiedBefore = {
      flows: shareById(tiedBefore.flows, flows),
      tokens: shareById(tiedBefore.tokens, tokens),
      links: share(tiedBefore.links, links),
    };
    return tiedBefore;
  });
  let storiesBefore: readonly Story[] = [];
  const stories = memo((by: Derivation['tell'], tied: Tied, _facts: number, now: number, list: Sockets) => {
    storiesBefore = share(storiesBefore, by({ ...tied, sockets: list(), now }));
    return storiesBefore;
  });

  function deriveSession(): Session {
    const all = exchanges.exchanges();
    splitBefore = split(all);
    const list = sockets.sockets(splitBefore.websocket, frames);
    const facts = sockets.factsVersion;
    latest = list;
    const tied = tie(
      deriving.tie,
      oauth(deriving.oauth, splitBefore.http, navigations, tabs, closedTabs),
      facts,
      latestSockets,
    );
    // Whole seconds: "still open 40 s after logout" need not be told anew for every frame.
    const now = Math.floor((span?.to ?? 0) / 1000) * 1000;
    const told = stories(deriving.tell, tied, facts, now, latestSockets);
    return {
      sockets: list,
      ...tied,
      stories: told,
      exchanges: all,
      navigations,
      marks,
      ...(span && { span }),
    };
  }
  let latest: readonly Socket[] = [];
  const latestSockets = () => latest;

  function current(): Session {
    if (session?.version !== version) session = { version, value: deriveSession() };
    return session.value;
  }

  /** A tenth more goes than must, so that finding what may go is rare. */
  function forgetExchanges(): void {
    const gone = leastNeeded(current(), exchanges.size - Math.floor(exchangesKept * 0.9));
    exchanges.forget(gone);
    forgotten += gone.length;
    forgetWhere(observationsOf(gone));
    version++;
  }

  function forgetNavigations(): void {
    const gone = new Set<Observation>(navigations.slice(0, -Math.floor(exchangesKept * 0.9)));
    navigations = navigations.filter((one) => !gone.has(one));
    forgetWhere((seen) => gone.has(seen));
    version++;
  }

  /** What was cleared does not come back when it is told again, for as many of the newest as are remembered. */
  function forgetKeys(kept: readonly Observation[]): void {
    for (const seen of kept) {
      const key = repeatKey(seen)!;
      seenBefore.delete(key);
      seenBefore.add(key);
    }
    for (const key of seenBefore) {
      if (seenBefore.size <= kept.length + CLEARED_KEPT) break;
      seenBefore.delete(key);
    }
  }

  function forgetWhere(isGone: (seen: Observation) => boolean): void {
    journal = journal.filter((seen) => {
      if (!isGone(seen)) return true;
      seenBefore.delete(repeatKey(seen)!);
      return false;
    });
  }

  return {
    apply(observations) {
      let changed = false;
      for (const seen of observations) changed = take(seen) || changed;
      if (changed) version++;
      if (exchanges.size > exchangesKept) forgetExchanges();
      if (navigations.length > exchangesKept) forgetNavigations();
    },
    get forgotten() {
      return forgotten;
    },
    get session() {
      return current();
    },
    frames,
    rederive(by) {
      deriving = by;
      version++;
    },
    get journal() {
      return journal;
    },
    get version() {
      return version;
    },
    clear(before) {
      const kept = stillNeeded(journal, current(), before);
      frames.clear(before);
      exchanges.clear();
      sockets.clear();
      journal = [];
      navigations = [];
      tabs = [];
      closedTabs = [];
      marks = [];
      span = undefined;
      forgotten = 0;
      forgetKeys(kept);
      for (const seen of kept) record(seen as Parameters<typeof record>[0]);
      for (let index = frames.total - frames.length; index < frames.total; index++)
        extend(frames.timeAt(index));
      version++;
    },
  };
}

/** The observations of connections that still live and of their handshakes, and what is not older than `before`. */
function stillNeeded(
  journal: readonly Observation[],
  session: Session,
  before = Number.POSITIVE_INFINITY,
): Observation[] {
  const open = session.sockets.filter(({ state }) => state.phase !== 'closed' && state.phase !== 'failed');
  const ids = new Set<string>(open.map(({ id }) => id));
  const requests = new Set(open.map(({ handshake }) => handshake?.exchangeId));
  return journal.filter((seen) => {
    if ('at' in seen && seen.at >= before) return true;
    if ('socket' in seen) return ids.has(seen.socket) && seen.kind !== 'frames-dropped';
    return 'requestId' in seen && requests.has(`${seen.requestId}:${seen.hop}`);
  });
}

/** Keeps the last result for as long as the arguments are the same. */
function memo<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | undefined;
  return (...args) => {
    if (!last || !args.every((arg, i) => Object.is(arg, last!.args[i])))
      last = { args, result: compute(...args) };
    return last.result;
  };
}
