import type { Listing } from '../capture/watch-har-sockets';
import type { FrameStore } from '../session/frames';
import type { Session } from '../session/model';
import type { Observation } from '../session/observations';
import type { ToPanel, UserMark } from '../transport/messages';
import type { PortState } from '../transport/panel-port';

export type SourceListener = (message: ToPanel) => void;

/** Where observations come from: a live tab's port, or a loaded session. */
export interface PanelSource {
  /** A `journal` replaces what was told before, `observations` follow on it. Gives back its own end. */
  subscribe(listener: SourceListener): () => void;
  /** Asks to empty the journal at its source; an empty `journal` answers. */
  clear(): void;
  /** Has notes journaled where a journal outlives the panel. */
  mark?(marks: readonly UserMark[]): void;
  /** Told when the way to the journal is lost and when it is there again. Absent: it cannot be lost. */
  onState?(listener: (state: LinkState) => void): () => void;
  /** Absent where nothing but the journal tells of connections. */
  listing?: Listing;
  close(): void;
}

/** `gone`: the extension was updated or removed under an open panel, which only a reload mends. */
export type LinkState = PortState;

/** A session that was loaded: told once, whole. */
export function createLoadedSource(observations: readonly Observation[]): PanelSource {
  return {
    subscribe(listener) {
      listener({ type: 'journal', observations: [...observations], missing: [], seq: observations.length });
      return () => {};
    },
    clear() {},
    close() {},
  };
}

/** A session that is folded already: nothing more is told. */
export function createHeldSource(): PanelSource {
  return {
    subscribe(listener) {
      listener({ type: 'observations', observations: [], seq: 0 });
      return () => {};
    },
    clear() {},
    close() {},
  };
}

/** The pure fold of the journal, as `createSessionFold()` makes it. */
export interface Fold {
  apply(observations: readonly Observation[]): void;
  readonly session: Session;
  readonly frames: FrameStore;
  readonly journal: readonly Observation[];
  /** Exchanges left out because there were more than are kept. */
  readonly forgotten: number;
  /** Grows with every change. */
  readonly version: number;
  /** Forgets what is older than `before` (epoch ms), or everything; connections that live stay. */
  clear(before?: number): void;
}
