/** What long work is given by whoever waits for it. */
export interface Work {
  /** Lets the panel breathe: awaited every few milliseconds of work. */
  pause: () => Promise<void>;
  /** Share of the work that is done, 0 to 1. */
  progress?: (share: number) => void;
  signal?: AbortSignal;
}

/** Milliseconds of work between two pauses: less than a frame of the screen. */
const SLICE = 12;

/**
 * Gives back a function to be awaited within a loop of long work: mostly it returns at once, every few milliseconds it
 * rests, tells the progress and throws the signal's reason.
 */
export function createBreath({
  pause,
  progress,
  signal,
}: Work): (share?: () => number) => Promise<void> | undefined {
  let since = performance.now();
  async function rest(share?: () => number) {
    signal?.throwIfAborted();
    if (share) progress?.(Math.min(1, share()));
    await pause();
    signal?.throwIfAborted();
    since = performance.now();
  }
  return (share) => (performance.now() - since < SLICE ? undefined : rest(share));
}

/** A turn of the event loop. A timer would be slowed down where the panel is hidden. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
