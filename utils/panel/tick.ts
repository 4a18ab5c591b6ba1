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

/** Milliseconds between two runs at the least and at the most, however much a run costs. */
const PACE = { least: 50, most: 400 };
/** Of the time, what comes of a run (drawing) may take one part in so many. */
const SHARE = 3;

interface Paced extends Frames {
  performance: { now(): number };
}

/**
 * Runs at once when nothing ran lately. Asked for again and again it waits after each run, the longer the more the
 * run and the drawing that follows on it cost: what comes in during a flood must not wait for what is shown of it.
 */
export function createPacedSchedule(scope: Paced): Schedule {
  return (run) => {
    let timer: unknown;
    let next = 0;
    function fire() {
      timer = undefined;
      const started = scope.performance.now();
      const rest = () => {
        const ended = scope.performance.now();
        next = ended + Math.min(PACE.most, Math.max(PACE.least, (ended - started) * SHARE));
      };
      run();
      rest();
      // Drawing follows in an animation frame; behind it is the time that all of it has taken.
      scope.requestAnimationFrame(() => scope.setTimeout(rest, 0));
    }
    return {
      request() {
        if (timer !== undefined) return;
        const wait = next - scope.performance.now();
        if (wait <= 0) fire();
        else timer = scope.setTimeout(fire, wait);
      },
      cancel() {
        if (timer !== undefined) scope.clearTimeout(timer as never);
        timer = undefined;
      },
    };
  };
}
