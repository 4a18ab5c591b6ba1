/** Page data nests as deep as it likes; below this a difference is assumed. */
const DEEPEST = 40;

/**
 * The newly derived value, with every part that equals the earlier one replaced by it, so that object identity
 * means "unchanged". Plain data only.
 */
export function share<T>(before: unknown, after: T, depth = 0): T {
  if (Object.is(before, after)) return after;
  if (!isPlain(before) || !isPlain(after) || depth > DEEPEST) return after;
  if (Array.isArray(before) !== Array.isArray(after)) return after;
  if (Array.isArray(after)) {
    const old = before as unknown as readonly unknown[];
    let same = old.length === after.length;
    const shared = after.map((value, i) => {
      const kept = share(old[i], value, depth + 1);
      same &&= Object.is(kept, old[i]);
      return kept;
    });
    return (same ? before : shared) as T;
  }
  const keys = Object.keys(after);
  let same = keys.length === Object.keys(before).length;
  const entries = keys.map((key): [string, unknown] => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const kept = share(old, after[key], depth + 1);
    same &&= Object.is(kept, old) && Object.hasOwn(before, key);
    return [key, kept];
  });
  // fromEntries defines own properties, so a page's "__proto__" stays a name.
  return (same ? before : Object.fromEntries(entries)) as T;
}

/** Shares lists whose members have ids: each with its own earlier self, wherever it stood. */
export function shareById<T extends { id: string }>(before: readonly T[], after: readonly T[]): readonly T[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const shared = after.map((item) => share(old.get(item.id), item));
  return shared.length === before.length && shared.every((item, i) => item === before[i]) ? before : shared;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
