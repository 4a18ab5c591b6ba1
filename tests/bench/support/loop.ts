import type { Surface } from '../../extension/drivers/index.ts';

/**
 * Notes from now on, of a document, its longest task, and for how long at the longest its event loop has not come round:
 * many short tasks one after the other hold that up too, and so does a machine that runs something else.
 */
export const watchLoop = (surface: Pick<Surface, 'evaluate'>): Promise<void> =>
  surface.evaluate(() => {
    const scope = globalThis as { unwatchLoop?(): void };
    scope.unwatchLoop?.();
    const { dataset } = document.documentElement;
    dataset.longest = '0';
    dataset.stalled = '0';
    const more = (name: 'longest' | 'stalled', ms: number) => {
      if (ms > Number(dataset[name])) dataset[name] = String(ms);
    };
    // Firefox does not tell of tasks: there it is the loop's time.
    const tells = PerformanceObserver.supportedEntryTypes.includes('longtask');
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) more('longest', duration);
    });
    if (tells) observer.observe({ type: 'longtask' });
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      // A free loop comes back after 10 ms.
      const held = now - last - 10;
      more('stalled', held);
      // A browser tells of tasks from 50 ms on.
      more('longest', tells ? Math.min(held, 49) : held);
      last = now;
    }, 10);
    scope.unwatchLoop = () => {
      clearInterval(timer);
      observer.disconnect();
    };
  });

/** Milliseconds of the longest task since the loop has been watched. */
export const longestTask = (surface: Pick<Surface, 'evaluate'>): Promise<number> =>
  surface.evaluate(() => Number(document.documentElement.dataset.longest));

/** Milliseconds for which the loop has not come round, at the longest. */
export const longestStall = (surface: Pick<Surface, 'evaluate'>): Promise<number> =>
  surface.evaluate(() => Number(document.documentElement.dataset.stalled));
