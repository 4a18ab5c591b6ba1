import type { Browser, BrowserKind } from './types.ts';

type Launch = () => Promise<Browser>;

/** A browser of each kind that was started before it was asked for. Lives as long as the process of the tests. */
interface Spares {
  ready: Map<BrowserKind, Promise<Browser>>;
}

const KEY = Symbol.for('handshake.spare-browsers');
const scope = globalThis as { [KEY]?: Spares };

/**
 * From here on each browser that is taken has the other one started: files of tests use one after the other, and a
 * start is mostly waiting. Every test still has a browser that nobody used before it.
 */
export function keepSpares(): void {
  scope[KEY] ??= { ready: new Map() };
}

/** The browser that was started ahead, or a new one. */
export function takeBrowser(kind: BrowserKind, launch: Record<BrowserKind, Launch>): Promise<Browser> {
  const spares = scope[KEY];
  if (!spares) return launch[kind]();
  const { ready } = spares;
  const taken = ready.get(kind) ?? launch[kind]();
  ready.delete(kind);
  const next: BrowserKind = kind === 'chromium' ? 'firefox' : 'chromium';
  // Not before the one that is waited for: both at once would be slower than one.
  taken.then(
    () => {
      if (ready.has(next)) return;
      const spare = launch[next]();
      // Whoever takes it is told.
      spare.catch(() => {});
      ready.set(next, spare);
    },
    () => {},
  );
  return taken;
}
