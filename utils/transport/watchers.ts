import type { FromPanel, ToPanel, UserMark } from './messages';
import { type Port, post } from './port';

/** What the background does for panels. */
export interface PanelHost {
  rootOf(tabId: number): number;
  /** The journal's tail after `since`, as the first message to a panel. */
  tail(root: number, since: number | undefined): ToPanel;
  /** Empties the group's journal. */
  clear(root: number): void;
  /** Journals what a user noted in a panel on a tab. */
  mark(tabId: number, marks: readonly UserMark[]): void;
  /** Sequence number of the journal's last observation. */
  last(root: number): number;
  /** A panel has begun to watch, or the last of a group has gone. */
  watching(root: number, watched: boolean): void;
}

/** Panels by the group of tabs that they watch. */
export interface Watchers {
  serve(port: Port): void;
  isWatched(root: number): boolean;
  tell(root: number, message: ToPanel): void;
}

/** Creates the register of panels. Several may watch one group. */
export function createWatchers(host: PanelHost): Watchers {
  const groups = new Map<number, Set<Port>>();

  function leave(port: Port, root: number): void {
    const panels = groups.get(root);
    if (!panels?.delete(port) || panels.size > 0) return;
    groups.delete(root);
    host.watching(root, false);
  }

  /** What another panel still shows stays: this one has just seen enough. */
  function clear(port: Port, root: number): void {
    if (groups.get(root)?.size === 1) host.clear(root);
    post<ToPanel>(port, { type: 'journal', observations: [], missing: [], seq: host.last(root) });
  }

  return {
    serve(port) {
      let root: number | undefined;
      let tab = -1;
      port.onMessage.addListener((raw) => {
        const message = raw as FromPanel;
        if (message.type === 'clear' && root !== undefined) clear(port, root);
        if (message.type === 'mark' && root !== undefined) host.mark(tab, message.marks);
        if (message.type !== 'watch') return;
        tab = message.tabId;
        if (root !== undefined) leave(port, root);
        root = host.rootOf(message.tabId);
        const panels = groups.get(root) ?? new Set();
        groups.set(root, panels.add(port));
        post(port, host.tail(root, message.since));
        host.watching(root, true);
      });
      port.onDisconnect.addListener(() => {
        if (root !== undefined) leave(port, root);
      });
    },
    isWatched: (root) => groups.has(root),
    tell(root, message) {
      for (const port of groups.get(root) ?? []) post(port, message);
    },
  };
}
