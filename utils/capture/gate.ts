/** Holds back what comes before the stored state was read, and lets it through in order then. */
export interface Gate {
  (run: () => void): void;
  open(): void;
}

/**
 * Creates a gate. Events that wake a background come before its state has been read from storage.
 *
 * @param onError told what a held event has thrown: those behind it come through all the same
 */
export function createGate(onError: (error: unknown) => void): Gate {
  let waiting: (() => void)[] | undefined = [];
  const gate = (run: () => void) => {
    if (waiting) waiting.push(run);
    else run();
  };
  return Object.assign(gate, {
    open() {
      const held = waiting ?? [];
      waiting = undefined;
      for (const run of held) {
        try {
          run();
        } catch (error) {
          onError(error);
        }
      }
    },
  });
}
