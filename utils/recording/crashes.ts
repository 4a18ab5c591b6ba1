/** Notices each crash of a page once. */
export interface Crashes {
  /** Those of the tabs that have lost their page since they were last looked at. */
  since(tabIds: readonly number[]): Promise<number[]>;
}

/** @param lost which of these tabs are without their page now */
export function createCrashes(lost: (tabIds: readonly number[]) => Promise<number[]>): Crashes {
  const known = new Set<number>();
  return {
    async since(tabIds) {
      const gone = new Set(await lost(tabIds));
      const fresh = [...gone].filter((tabId) => !known.has(tabId));
      for (const tabId of tabIds) {
        if (gone.has(tabId)) known.add(tabId);
        else known.delete(tabId);
      }
      return fresh;
    },
  };
}
