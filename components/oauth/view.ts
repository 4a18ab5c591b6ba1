import type { ReadonlySignal } from '@preact/signals';
import type { Selection } from '@/utils/panel';
import type { FindingsModel } from '@/utils/panel/findings';
import type { Session } from '@/utils/session/model';

/** What every part of the OAuth half is given. */
export interface OAuthView {
  session: Session;
  select: (selection: Selection) => void;
  /** Milliseconds since the epoch, once a second. Read it as deep in the tree as can be. */
  clock: ReadonlySignal<number>;
  /** What the checks found, and the way to one of it. */
  findings?: FindingsModel;
  showFinding?: (key: string) => void;
}
