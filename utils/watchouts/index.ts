export { isKind, KINDS, WATCHOUT_KINDS, type WatchoutField } from './kinds';
export type { Watchout, WatchoutFailure, WatchoutKind, WatchoutResult, WatchoutState } from './model';
export { readWatchout, readWatchouts } from './read';
export { createWatcher, type Watcher, type WatchInput } from './watcher';
export { watchoutSentence, watchoutStanding } from './words';
