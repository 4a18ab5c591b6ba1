/** A small place to remember view state in: sessionStorage (this panel) or localStorage (every panel). */
export interface Memory {
  /** Gives `undefined` for a key that is absent or unreadable. */
  read<T>(key: string): T | undefined;
  write(key: string, value: unknown): void;
}

/** Memory over a Web Storage area. Storage that is full, broken or switched off is as if it were empty. */
export function createMemory(area: Pick<Storage, 'getItem' | 'setItem'>, prefix: string): Memory {
  return {
    read(key) {
      try {
        const text = area.getItem(`${prefix}${key}`);
        return text === null ? undefined : JSON.parse(text);
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        area.setItem(`${prefix}${key}`, JSON.stringify(value));
      } catch {
        // Quota or a disabled store: the view works, it only forgets.
      }
    },
  };
}

/** Memory that lasts as long as the object: for tests and for where no storage is. */
export function createVolatileMemory(): Memory {
  const values = new Map<string, string>();
  return createMemory(
    { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value) },
    '',
  );
}
