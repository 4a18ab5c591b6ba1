/** One pending run at a time, however often it is asked for. */
export interface Tick {
  request(): void;
  cancel(): void;
}

export type Schedule = (run: () => void) => Tick;

interface Frames {
  requestAnimationFrame(run: () => void): number;
  cancelAnimationFrame(id: number): void;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(id: never): void;
}

/** Firefox keeps a hidden panel `visible` and stops its animation frames: a timer runs where they do not. */
const HIDDEN_MS = 250;

/** Runs with the next animation frame, or after 250 ms where none comes. */
export function createFrameSchedule(scope: Frames): Schedule {
  return (run) => {
    let frame: number | undefined;
    let timer: unknown;
    function cancel() {
      if (frame !== undefined) scope.cancelAnimationFrame(frame);
      if (timer !== undefined) scope.clearTimeout(timer as never);
      frame = undefined;
      timer = undefined;
    }
    function fire() {
      cancel();
      run();
    }
    return {
      request() {
        if (frame !== undefined) return;
        frame = scope.requestAnimationFrame(fire);
        timer = scope.setTimeout(fire, HIDDEN_MS);
      },
      cancel,
    };
  };
}
