/** Which tabs belong together: a tab and the popups that it, or one of them, has opened. */
export interface Groups {
  /** The group of a tab, named by its root tab. A tab unknown so far is its own root. */
  rootOf(tabId: number): number;
  tabsOf(root: number): number[];
  opened(tabId: number, openerTabId: number): void;
  /** Gives the root if with this tab the whole group is gone. */
  closed(tabId: number): number | undefined;
  /** The origin of a tab's top document, by which a service worker's requests find their tabs. */
  shows(tabId: number, origin: string): void;
  /** Roots of the groups with a tab of this origin. */
  rootsOfOrigin(origin: string): number[];
  state(): GroupState;
  restore(state: GroupState): void;
}

export type GroupState = [tabId: number, tab: { root: number; origin?: string }][];

/** Creates an empty set of groups. */
export function createGroups(): Groups {
  const tabs = new Map<number, { root: number; origin?: string }>();

  function tab(tabId: number) {
    const known = tabs.get(tabId);
    if (known) return known;
    const added: { root: number; origin?: string } = { root: tabId };
    tabs.set(tabId, added);
    return added;
  }

  return {
    rootOf: (tabId) => tabs.get(tabId)?.root ?? tabId,
    tabsOf(root) {
      const members = [...tabs].filter(([, member]) => member.root === root).map(([tabId]) => tabId);
      return members.length > 0 ? members : [root];
    },
    opened(tabId, openerTabId) {
      tab(tabId).root = tab(openerTabId).root;
    },
    closed(tabId) {
      const root = tabs.get(tabId)?.root ?? tabId;
      tabs.delete(tabId);
      for (const member of tabs.values()) if (member.root === root) return undefined;
      return root;
    },
    shows(tabId, origin) {
      tab(tabId).origin = origin;
    },
    rootsOfOrigin(origin) {
      const roots = new Set<number>();
      for (const member of tabs.values()) if (member.origin === origin) roots.add(member.root);
      return [...roots];
    },
    state: () => [...tabs],
    restore(state) {
      for (const [tabId, member] of state) if (!tabs.has(tabId)) tabs.set(tabId, member);
    },
  };
}
