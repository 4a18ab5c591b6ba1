export interface WaitOptions {
  /** Milliseconds until it gives up. */
  timeout?: number;
  /** Named in the error. */
  what?: string;
}

const INTERVAL_MS = 50;

/** Asks again and again until the answer is truthy; throws at the deadline, with the last error if there was one. */
export async function waitFor<T>(
  ask: () => T | Promise<T>,
  options: WaitOptions = {},
): Promise<NonNullable<T>> {
  const { timeout = 45_000, what = ask.toString() } = options;
  const deadline = performance.now() + timeout;
  let failure: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`Waited ${timeout} ms in vain for: ${what}`, { cause: failure });
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
