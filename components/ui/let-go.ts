import { options, type VNode } from 'preact';

/** What Preact keeps in a node beside what is public, by the names that it publishes for its own add-ons. */
interface Inner extends VNode {
  /** What was drawn of it. */
  __k?: unknown;
  /** The node above it. */
  __?: unknown;
  /** Its first DOM node. */
  __e?: object | null;
  /** Its component. */
  __c?: object | null;
}

interface InnerOptions {
  diffed?(vnode: Inner): void;
  /** A tree was drawn. */
  __c?(root: Inner, queue: unknown): void;
}

/**
 * Has Preact let go of what a drawing took the place of. A virtual node that somebody holds (the `children` of a
 * component that is not drawn again, a row that is remembered) otherwise goes on holding the tree that it was drawn in
 * first, with its elements and their listeners, which hold what they show: of a million frames their list, the pages of
 * those that were ever in sight, and through other such nodes the trees before that one.
 * https://github.com/preactjs/preact/issues/4909
 *
 * @returns takes that back
 */
export function letGoOfOldTrees(): () => void {
  const hooks = options as InnerOptions;
  const { diffed, __c: committed } = hooks;
  /** The node by which a component or an element was drawn last. */
  const shown = new WeakMap<object, Inner>();
  let old: Inner[] = [];

  hooks.diffed = (vnode) => {
    diffed?.(vnode);
    const drawn = typeof vnode.type === 'function' ? vnode.__c : vnode.type && vnode.__e;
    if (!drawn) return;
    const before = shown.get(drawn);
    if (before && before !== vnode) old.push(before);
    shown.set(drawn, vnode);
  };
  // Not before: while a tree is compared with the one before it, both are needed.
  hooks.__c = (root, queue) => {
    for (const vnode of old) vnode.__k = vnode.__ = vnode.__e = vnode.__c = null;
    old = [];
    committed?.(root, queue);
  };
  return () => {
    Object.assign(hooks, { diffed, __c: committed });
  };
}
