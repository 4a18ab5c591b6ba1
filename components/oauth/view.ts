import type { ReadonlySignal } from '@preact/signals';
import type { Selection } from '@/utils/panel';
import type { Session } from '@/utils/session/model';

/** What every part of the OAuth half is given. */
export interface OAuthView {
  session: Session;
  select: (selection: Selection) => void;
  /** Milliseconds since the epoch, once a second. Read it as deep in the tree as can be. */
  clock: ReadonlySignal<number>;
}
