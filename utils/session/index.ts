import { deriveOAuth } from '../oauth';
import { createBareFold, type DeriveOAuth, type SessionFold } from './fold';
import type { FrameLimits } from './frame-store';
import { withTies } from './ties';

export type { DeriveOAuth, SessionFold } from './fold';
export { formatSpan } from './format-span';
export { batchesOf, placesOf, wholeJournal } from './frame-batches';
export { createFrameStore, DEFAULT_FRAME_LIMITS, type FrameLimits } from './frame-store';
export { LIVE_EXCHANGES } from './retention';
export { utf8Length } from './utf8';

/** A fold that finds flows by `derive`. */
export function createFold(derive: DeriveOAuth, limits?: FrameLimits, exchangesKept?: number): SessionFold {
  return createBareFold(withTies(derive), limits, exchangesKept);
}

/** The journal's fold: observations in, the session out. Limits bound the frames held. */
export function createSessionFold(limits?: FrameLimits): SessionFold {
  return createFold(deriveOAuth, limits);
}
