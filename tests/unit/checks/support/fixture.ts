import type { CheckOptions, Finding, Severity } from '@/utils/checks';
import { createSessionFold } from '@/utils/session';
import type { FrameStore } from '@/utils/session/frames';
import type { Session } from '@/utils/session/model';
import type { Observation } from '@/utils/session/observations';

export interface Framed {
  /** What it was folded from, frames aside. */
  journal: readonly Observation[];
  session: Session;
  frames: FrameStore;
}

export type Scene = () => Session | Framed;

export interface Fixture {
  /** Nothing to find, and the check says so. */
  passing: Scene;
  failing: Scene;
  /** Looks like the failing one and is right: no finding above information. */
  trap: Scene;
  /** Of the failing scene's finding; the check's own and `proved` where absent. */
  severity?: Severity;
  confidence?: Finding['confidence'];
  options?: CheckOptions;
}

export type Fixtures = Record<string, Fixture>;

/** A session folded from observations, with its frames. */
export function folded(...observations: (Observation | Observation[])[]): Framed {
  const fold = createSessionFold();
  fold.apply(observations.flat());
  return { journal: fold.journal, session: fold.session, frames: fold.frames };
}
