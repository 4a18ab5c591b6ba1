import type { Panel } from '../../extension/drivers/index.ts';

/** Notes in the panel's document when its newest connection shows this many frames received. */
export async function expectFrames(panel: Panel, count: number): Promise<void> {
  await panel.evaluate((wanted) => {
    const { dataset } = document.documentElement;
    delete dataset.shownAt;
    const rows = () => document.querySelectorAll('[aria-label="WebSocket connections"] [role="row"]');
    const received = () =>
      [...rows()].map((row) =>
        Number(row.textContent?.match(/↑\s*([\d,]+)\s*↓/)?.[1]?.replaceAll(',', '') ?? 0),
      );
    const sum = () => received().reduce((total, one) => total + one, 0);
    const before = sum();
    const timer = setInterval(() => {
      if (sum() - before !== wanted) return;
      dataset.shownAt = String(Date.now());
      clearInterval(timer);
    }, 20);
  }, count);
}

/** When they were all shown. Epoch milliseconds. */
export async function shownAt(panel: Panel): Promise<number> {
  await panel.waitFor(() => document.documentElement.dataset.shownAt !== undefined, {
    what: 'every frame in the panel',
    timeout: 60_000,
  });
  return panel.evaluate(() => Number(document.documentElement.dataset.shownAt));
}
