import type { FrameStore } from '../session/frames';
import type { Session } from '../session/model';
import type { Observation } from '../session/observations';

/** What comes with a delivery of observations. */
export interface SourceInfo {
  /** The first delivery after (re)connecting: everything that was kept, not only what is new. */
  replay?: boolean;
  /** What could not be kept, each a sentence for the user. */
  missing?: readonly string[];
  connected?: boolean;
}

export type SourceListener = (observations: readonly Observation[], info: SourceInfo) => void;

/** Where observations come from: a live tab's port, or a loaded session. */
export interface PanelSource {
  /** Gives back its own end. */
  subscribe(listener: SourceListener): () => void;
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
  clear(): void;
}
