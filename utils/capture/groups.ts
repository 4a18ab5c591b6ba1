import type { TabOpened } from '../session/observations';

/**
 * Which tabs belong together: a tab and those that it, or one of them, has opened to sign in. Any link may open a tab;
 * one in which nobody signs in is a group of its own, unless its opener is being recorded.
 */
export interface Groups {
  /** The group of a tab, named by its root tab. A tab unknown so far is its own root. */
  rootOf(tabId: number): number;
  tabsOf(root: number): number[];
  /** A page has opened a tab: remembered, should the tab turn out to be a sign-in. */
  opened(tab: TabOpened): void;
  /** How the tab was opened, if it may yet join its opener's group. */
  openingOf(tabId: number): TabOpened | undefined;
  /** The tab joins the group of its opener, with the tabs that it has opened itself. */
  join(tab: TabOpened): void;
  /** Gives the root if with this tab the whole group is gone. */
  closed(tabId: number): number | undefined;
  /** The origin of a tab's top document, by which a service worker's requests find their tabs. */
  shows(tabId: number, origin: string): void;
  /** Roots of the groups with a tab of this origin. */
  rootsOfOrigin(origin: string): number[];
  state(): GroupState;
  restore(state: GroupState): void;
}

interface Tab {
  root: number;
  origin?: string;
  opening?: TabOpened;
}

export type GroupState = [tabId: number, tab: Tab][];

/** Creates an empty set of groups. */
export function createGroups(): Groups {
  const tabs = new Map<number, Tab>();

  function tab(tabId: number): Tab {
    const known = tabs.get(tabId);
    if (known) return known;
    const added: Tab = { root: tabId };
    tabs.set(tabId, added);
    return added;
  }

  return {
    rootOf: (tabId) => tabs.get(tabId)?.root ?? tabId,
    tabsOf(root) {
      const members = [...tabs].filter(([, member]) => member.root === root).map(([tabId]) => tabId);
      return members.length > 0 ? members : [root];
    },
    opened(opening) {
      tab(opening.place.tabId).opening = opening;
    },
    openingOf: (tabId) => tabs.get(tabId)?.opening,
    join({ place, openerTabId }) {
      const joining = tab(place.tabId);
      const from = joining.root;
      const to = tab(openerTabId).root;
      for (const member of tabs.values()) if (member.root === from) member.root = to;
      joining.opening = undefined;
    },
    closed(tabId) {
      const root = tabs.get(tabId)?.root ?? tabId;
      tabs.delete(tabId);
      for (const member of tabs.values()) {
        if (member.opening?.openerTabId === tabId) member.opening = undefined;
      }
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
