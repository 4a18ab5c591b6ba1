import type { Frame } from '../../session/frames';
import type { Detection, DetectionContext } from './decoder';
import { asObject, type JsonObject, tryJson } from './json';

/** Longest text that detection parses: a first frame may be the megabytes of a whole state. */
const LONGEST = 256 * 1024;

const parsed = new WeakMap<Frame, { json: ReturnType<typeof tryJson> }>();

function jsonOf(frame: Frame): ReturnType<typeof tryJson> {
  let known = parsed.get(frame);
  if (!known) {
    const text = frame.payload;
    known = { json: typeof text === 'string' && text.length <= LONGEST ? tryJson(text) : undefined };
    parsed.set(frame, known);
  }
  return known.json;
}

/** The payloads of text frames. */
export function texts(context: DetectionContext): string[] {
  return context.frames.map((frame) => frame.payload).filter((payload) => typeof payload === 'string');
}

/** Longest part of a text that patterns are tried on: on hostile text some of them take the square of it. */
const HEAD = 2_000;

/** The beginnings of text frames. */
export function heads(context: DetectionContext): string[] {
  return texts(context).map((text) => text.slice(0, HEAD));
}

/** The payloads of binary frames. */
export function binaries(context: DetectionContext): Uint8Array[] {
  return context.frames.map((frame) => frame.payload).filter((payload) => payload instanceof Uint8Array);
}

/** The text frames that are JSON objects, parsed once for all rules. */
export function objects(context: DetectionContext): JsonObject[] {
  return context.frames.map((frame) => asObject(jsonOf(frame))).filter((value) => value !== undefined);
}

/** The text frames that are JSON arrays. */
export function arrays(context: DetectionContext): (readonly unknown[])[] {
  return context.frames.map(jsonOf).filter((value): value is readonly unknown[] => Array.isArray(value));
}

export function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}

export function queryOf(url: string, name: string): string | null {
  return URL.canParse(url) ? new URL(url).searchParams.get(name) : null;
}

/** The server's choice of subprotocol is the surest sign there is. */
export function bySubprotocol(context: DetectionContext, pattern: RegExp): Detection | undefined {
  return pattern.test(context.subprotocol)
    ? { confidence: 0.98, rule: `the server chose the subprotocol ${context.subprotocol}` }
    : undefined;
}

/** `rule` with `confidence` where the condition holds. */
export function when(condition: boolean, confidence: number, rule: string): Detection | undefined {
  return condition ? { confidence, rule } : undefined;
}

/** The surest of several. */
export function surest(...found: readonly (Detection | undefined)[]): Detection | undefined {
  return found.reduce(
    (best, one) => (one && (!best || one.confidence > best.confidence) ? one : best),
    undefined,
  );
}
