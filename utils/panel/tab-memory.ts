import { createMemory, type Memory } from './memory';

/** As much of `browser.storage.session` as is needed: in memory, and gone with the browser. */
interface SessionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/**
 * Memory of a tab's panel that outlives its document. Firefox gives a toolbox that is docked elsewhere a new browser
 * for each panel, which has a sessionStorage of its own. What is written is on its way at once, and read back by the
 * next panel of the tab.
 */
export async function openTabMemory(area: SessionArea, tabId: number): Promise<Memory> {
  const key = `panel.${tabId}`;
  const kept = await area.get(key).then(
    (items) => items[key],
    () => undefined,
  );
  const values = new Map(Object.entries((kept ?? {}) as Record<string, string>));
  return createMemory(
    {
      getItem: (name) => values.get(name) ?? null,
      setItem(name, value) {
        values.set(name, value);
        // A full or missing area: the view works, it only forgets.
        area.set({ [key]: Object.fromEntries(values) }).catch(() => {});
      },
    },
    '',
  );
}
