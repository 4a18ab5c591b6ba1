/** The part of `storage.session` that is used. */
export interface StorageArea {
  get(keys: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

/** Milliseconds between a change and its write: many changes make one write. */
const DELAY = 250;

export interface WriteBehind {
  /** Writes later what `value` gives then; undefined removes the key. */
  put(key: string, value: () => unknown): void;
  remove(key: string): void;
  /** Writes what is due now. */
  flush(): Promise<void>;
  /** Whether the last write was refused. */
  readonly failing: boolean;
}

/**
 * Batches writes to a storage area. A failed write (quota) is told, and tried again with the next one: what
 * is in memory goes on.
 *
 * @param later schedules a callback, `setTimeout` in production
 */
export function createWriteBehind(
  area: StorageArea,
  later: (callback: () => void, delay: number) => void,
  onError: (error: unknown) => void,
): WriteBehind {
  const due = new Map<string, () => unknown>();
  let scheduled = false;
  let failing = false;

  async function flush(): Promise<void> {
    const items: Record<string, unknown> = {};
    const gone: string[] = [];
    const writing = [...due];
    due.clear();
    for (const [key, value] of writing) {
      const current = value();
      if (current === undefined) gone.push(key);
      else items[key] = current;
    }
    try {
      if (gone.length > 0) await area.remove(gone);
      if (Object.keys(items).length > 0) await area.set(items);
      failing = false;
    } catch (error) {
      failing = true;
      for (const [key, value] of writing) if (!due.has(key)) due.set(key, value);
      onError(error);
    }
  }

  function put(key: string, value: () => unknown): void {
    due.set(key, value);
    if (scheduled) return;
    scheduled = true;
    later(() => {
      scheduled = false;
      void flush();
    }, DELAY);
  }

  return {
    put,
    remove: (key) => put(key, () => undefined),
    flush,
    get failing() {
      return failing;
    },
  };
}
