import { type Surface, waitFor } from './drivers/index.ts';

type Row = Record<string, string>;

/** The rows of a grid that are drawn, by their numbers, and how many it has; goes on to those below where it is asked to. */
const readDrawn = (
  panel: Surface,
  label: string,
  goOn = false,
): Promise<{ rows: [number, Row][]; total: number }> =>
  panel.evaluate(
    (wanted, scrolls) => {
      const plain = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
      const grid = document.querySelector(`[role$="grid"][aria-label="${wanted}"]`);
      if (!grid) return { rows: [], total: 0 };
      const headings = [...grid.querySelectorAll('[role="columnheader"]')].map(plain);
      const rows = [...grid.querySelectorAll('[role="row"]')]
        .map((row) => ({
          number: Number(row.getAttribute('aria-rowindex')) - 1,
          cells: [...row.querySelectorAll('[role="gridcell"]')].map(plain),
        }))
        .filter(({ cells }) => cells.length > 0)
        .map(({ number, cells }): [number, Row] => [
          number,
          Object.fromEntries(cells.map((cell, index) => [headings[index] ?? index, cell])),
        ]);
      if (scrolls) {
        const end = grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1;
        grid.scrollTop = end ? 0 : grid.scrollTop + grid.clientHeight / 2;
      }
      return { rows, total: Number(grid.getAttribute('aria-rowcount')) - 1 };
    },
    label,
    goOn,
  );

/** The rows that a grid of the panel shows, each cell under its column's heading. Of a long list those in sight. */
export async function readGrid(panel: Surface, label: string): Promise<Row[]> {
  const { rows } = await readDrawn(panel, label);
  return rows.map(([, row]) => row);
}

/** All rows of a grid, also those out of sight: scrolls through it, and back to where it stood. */
export async function readWholeGrid(panel: Surface, label: string): Promise<Row[]> {
  const seen = new Map<number, Row>();
  const grid = `[role$="grid"][aria-label="${label}"]`;
  const top = await panel.evaluate((which) => document.querySelector(which)?.scrollTop ?? 0, grid);
  await waitFor(
    async () => {
      const { rows, total } = await readDrawn(panel, label, true);
      for (const [number, row] of rows) seen.set(number, row);
      return seen.size >= total;
    },
    { what: `every row of “${label}”` },
  );
  await panel.evaluate((which, to) => document.querySelector(which)?.scrollTo(0, to), grid, top);
  return [...seen].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** The connections of the list, without the headings of pages and frames that stand between them. */
export async function readConnections(panel: Surface): Promise<Row[]> {
  const rows = await readWholeGrid(panel, 'WebSocket connections');
  return rows.filter(({ State }) => !['page', 'frame', 'worker'].includes(State ?? ''));
}

/**
 * Selects the row of a grid whose text contains this, or that has this number. Digits are a whole cell: ports have any. Scrolls to it: rows are virtual. Found and
 * clicked in one step: a list that still changes may give its element to another row.
 */
export async function openRow(panel: Surface, label: string, wanted: string | number): Promise<void> {
  await panel.waitFor(
    (name: string, which: string | number) => {
      const grid = document.querySelector(`[role$="grid"][aria-label="${name}"]`);
      const holds = (candidate: HTMLElement) => {
        if (typeof which === 'number') return candidate.getAttribute('aria-rowindex') === `${which + 1}`;
        if (!/^\d+$/.test(which)) return candidate.textContent?.includes(which);
        return [...candidate.children].some((cell) => cell.textContent?.trim() === which);
      };
      const row = [...(grid?.querySelectorAll<HTMLElement>('[role="row"]') ?? [])].find(holds);
      if (grid && !row) {
        const end = grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1;
        grid.scrollTop = end ? 0 : grid.scrollTop + grid.clientHeight / 2;
      }
      if (!row) return false;
      const options = { bubbles: true, cancelable: true, composed: true, button: 0, isPrimary: true };
      row.dispatchEvent(new PointerEvent('pointerdown', options));
      row.dispatchEvent(new MouseEvent('mousedown', options));
      row.focus();
      row.dispatchEvent(new PointerEvent('pointerup', options));
      row.dispatchEvent(new MouseEvent('mouseup', options));
      row.click();
      return true;
    },
    { args: [label, wanted], what: `row ${wanted} of “${label}”` },
  );
}

/** Brings a tab to the front. */
export async function openTab(panel: Surface, label: string): Promise<void> {
  await panel.waitFor(
    (wanted: string) => {
      const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')];
      const tab = tabs.find((candidate) => candidate.textContent?.startsWith(wanted));
      tab?.click();
      return tab?.getAttribute('aria-selected') === 'true';
    },
    { args: [label], what: `the tab ${label}` },
  );
}

/** Text of the tab in front whose name starts so. */
export const readTab = (panel: Surface, label: string): Promise<string> =>
  panel.evaluate((wanted) => {
    const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"][aria-selected="true"]')];
    const id = tabs
      .find((candidate) => candidate.textContent?.startsWith(wanted))
      ?.getAttribute('aria-controls');
    const shown = id ? document.getElementById(id) : null;
    // biome-ignore lint/performance/useDomNodeTextContent: what a person can read, without what CSS hides.
    return shown?.innerText ?? '';
  }, label);

/** The flows of the list, each as its text. */
export const readFlows = (panel: Surface): Promise<string[]> =>
  panel.evaluate(() => [...document.querySelectorAll('[data-flow]')].map((flow) => flow.textContent ?? ''));

/** The steps of the flow that is open, in order: their kind and their accessible name. */
export const readSteps = (panel: Surface): Promise<{ kind: string; name: string }[]> =>
  panel.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-step]')].map((step) => ({
      kind: step.dataset.step!.split('/').at(-1)!,
      name: step.getAttribute('aria-label') ?? '',
    })),
  );

/** Names of all tabs, with their counts. */
export const readTabNames = (panel: Surface): Promise<string[]> =>
  panel.evaluate(() => [...document.querySelectorAll('[role="tab"]')].map((tab) => tab.textContent ?? ''));
