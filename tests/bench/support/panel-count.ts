import type { Panel } from '../../extension/drivers/index.ts';

/** Empties the panel, then notes in its document when its connections show this many frames received. */
export async function expectFrames(panel: Panel, count: number): Promise<void> {
  // Of a long list only the rows in sight are there to be read.
  await panel.click('button[aria-label^="Clear;"]');
  await panel.waitFor(
    () => document.querySelector('[aria-label="WebSocket connections"] [aria-selected]') === null,
    { what: 'an empty panel' },
  );
  await panel.evaluate((wanted) => {
    const { dataset } = document.documentElement;
    delete dataset.shownAt;
    const rows = () => document.querySelectorAll('[aria-label="WebSocket connections"] [role="row"]');
    const received = () =>
      [...rows()].map((row) =>
        Number(row.textContent?.match(/↑\s*([\d,]+)\s*↓/)?.[1]?.replaceAll(',', '') ?? 0),
      );
    const timer = setInterval(() => {
      if (received().reduce((total, one) => total + one, 0) !== wanted) return;
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
