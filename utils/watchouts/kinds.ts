import type { Watchout, WatchoutKind } from './model';

export type WatchoutField = Exclude<keyof Watchout, 'watch'>;

interface Kind {
  /** The members that it must have; without one the rule means nothing. */
  needs: readonly WatchoutField[];
  /** Those that it may have beside them. */
  takes: readonly WatchoutField[];
  /** What a new one starts from. */
  start: Partial<Watchout>;
}

export const KINDS: Readonly<Record<WatchoutKind, Kind>> = {
  'close-codes': { needs: ['allowed'], takes: ['url'], start: { allowed: [1000] } },
  'opens-within': { needs: ['ms'], takes: ['url'], start: { ms: 2_000 } },
  'reply-within': { needs: ['ms'], takes: ['url', 'text'], start: { ms: 500 } },
  'silence-at-most': { needs: ['ms'], takes: ['url'], start: { ms: 30_000 } },
  'no-message': { needs: ['text'], takes: ['url', 'direction'], start: { text: 'error' } },
  'message-seen': { needs: ['text'], takes: ['url', 'direction'], start: { text: 'ready' } },
  'connections-at-most': { needs: ['count'], takes: ['url'], start: { count: 1 } },
  'token-refreshed': { needs: [], takes: ['ms', 'url'], start: { ms: 0 } },
  'flow-completes': { needs: ['ms'], takes: ['url'], start: { ms: 60_000 } },
  'no-finding': { needs: ['severity'], takes: [], start: { severity: 'must' } },
};

export const WATCHOUT_KINDS = Object.keys(KINDS) as WatchoutKind[];

/** Whether a word names a kind of assertion. */
export const isKind = (word: unknown): word is WatchoutKind =>
  typeof word === 'string' && Object.hasOwn(KINDS, word);
