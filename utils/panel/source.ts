import type { FrameStore } from '../session/frames';
import type { Session } from '../session/model';
import type { Observation } from '../session/observations';
import type { ToPanel } from '../transport/messages';

export type SourceListener = (message: ToPanel) => void;

/** Where observations come from: a live tab's port, or a loaded session. */
export interface PanelSource {
  /** A `journal` replaces what was told before, `observations` follow on it. Gives back its own end. */
  subscribe(listener: SourceListener): () => void;
  /** Asks to empty the journal at its source; an empty `journal` answers. */
  clear(): void;
  close(): void;
}

/** The pure fold of the journal, as `createSessionFold()` makes it. */
export interface Fold {
  apply(observations: readonly Observation[]): void;
  readonly session: Session;
  readonly frames: FrameStore;
  readonly journal: readonly Observation[];
  /** Grows with every change. */
  readonly version: number;
  /** Forgets what is older than `before` (epoch ms), or everything; connections that live stay. */
  clear(before?: number): void;
}
