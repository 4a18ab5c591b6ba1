import {
  FAILURES_LISTED,
  type Watchout,
  type WatchoutFailure,
  type WatchoutResult,
  type WatchoutState,
} from './model';

/** Gathers what breaks one assertion. */
export interface Tally {
  looked(count?: number): void;
  fail(failure: WatchoutFailure): void;
  /** `open` says what the state is where nothing failed. */
  result(watchout: Watchout, open?: boolean): WatchoutResult;
}

export function createTally(): Tally {
  const failures: WatchoutFailure[] = [];
  let looked = 0;
  let failed = 0;
  return {
    looked(count = 1) {
      looked += count;
    },
    fail(failure) {
      failed++;
      if (failures.length < FAILURES_LISTED) failures.push(failure);
    },
    result(watchout, open = looked === 0) {
      const state: WatchoutState = failed > 0 ? 'failed' : open ? 'open' : 'passed';
      return { watchout, state, looked, failures: [...failures], failed };
    },
  };
}
