import type { Surface } from '../../extension/drivers/index.ts';

/** Notes for how long, at the longest, a document's event loop does not answer from now on. */
export const watchLoop = (surface: Pick<Surface, 'evaluate'>): Promise<void> =>
  surface.evaluate(() => {
    const { dataset } = document.documentElement;
    dataset.longest = '0';
    clearInterval(Number(dataset.watch));
    let last = performance.now();
    dataset.watch = String(
      setInterval(() => {
        const now = performance.now();
        // A free loop comes back after 10 ms.
        if (now - last - 10 > Number(dataset.longest)) dataset.longest = String(now - last - 10);
        last = now;
      }, 10),
    );
  });

/** Milliseconds of the longest task since the loop has been watched. */
export const longestTask = (surface: Pick<Surface, 'evaluate'>): Promise<number> =>
  surface.evaluate(() => Number(document.documentElement.dataset.longest));
