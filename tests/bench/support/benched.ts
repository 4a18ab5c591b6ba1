import { BROWSERS, type BrowserKind } from '../../extension/drivers/index.ts';

/** The browsers that a bench runs in: both, or the one that `BENCH_BROWSER` names. */
export const BENCHED: readonly BrowserKind[] = BROWSERS.filter(
  (kind) => !process.env.BENCH_BROWSER || kind === process.env.BENCH_BROWSER,
);
