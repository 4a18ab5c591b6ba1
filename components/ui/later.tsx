import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Ends when what was drawn last has had a task of its own. */
let turn = Promise.resolve();

/** Draws one after the other: what comes at once, as with the first connection, is not one long task. */
function inTurn(draw: () => void): void {
  turn = turn.then(() => {
    draw();
    return new Promise((resolve) => setTimeout(resolve));
  });
}

/** A component whose code comes when it is first drawn: keeps the first view small. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  let loading = false;
  const waiting = new Set<(component: ComponentType<P>) => void>();
  const begin = async () => {
    if (loading) return;
    loading = true;
    try {
      const component = await load();
      inTurn(() => {
        loaded = component;
        for (const tell of waiting) tell(component);
      });
    } finally {
      // What has failed is asked for again by whoever comes next.
      loading = false;
    }
  };
  return function Later(props: P) {
    const [Loaded, setLoaded] = useState<ComponentType<P> | undefined>(() => loaded);
    useEffect(() => {
      if (Loaded) return;
      const tell = (component: ComponentType<P>) => setLoaded(() => component);
      if (loaded) return tell(loaded);
      waiting.add(tell);
      void begin();
      return () => void waiting.delete(tell);
    }, [Loaded]);
    return Loaded ? <Loaded {...props} /> : null;
  };
}
