import type { Detection, DetectionContext, Protocol } from './decoder';
import { FIRST_FRAMES } from './limits';
import { PROTOCOLS } from './registry';

export interface Detected extends Detection {
  protocol: Protocol;
}

/**
 * Every protocol that a connection could speak, the surest first; the last is always `raw`. Light and
 * synchronous: no library is loaded. Give it the first `FIRST_FRAMES` frames, and again as they come.
 */
export function candidates(context: DetectionContext): Detected[] {
  const first = { ...context, frames: context.frames.slice(0, FIRST_FRAMES) };
  return PROTOCOLS.flatMap((protocol) => {
    const detection = protocol.detect(first);
    return detection ? [{ ...detection, protocol }] : [];
  }).sort((a, b) => b.confidence - a.confidence);
}

/** The protocol that a connection most likely speaks, by which rule, and how sure that is. */
export function detect(context: DetectionContext): Detected {
  return candidates(context)[0]!;
}
