import type { Frame } from '../../session/frames';
import { isPrintable, tryUtf8 } from './bytes';
import type { Detection, DetectionContext } from './decoder';
import { asObject, type JsonObject, tryJson } from './json';

/** Longest text that detection parses: a first frame may be the megabytes of a whole state. */
const LONGEST = 256 * 1024;

const parsed = new WeakMap<Frame, { json: ReturnType<typeof tryJson> }>();
const read = new WeakMap<Frame, { text: string | undefined }>();

/** What ends a message of text: STOMP's NUL, SignalR's record separator, line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const END = /[\0\u001e\s]+$/;

/** Many send text in binary frames, as bytes of UTF-8: streams over WebSocket, and clients that want one kind of frame. */
function textIn(frame: Frame): string | undefined {
  const { payload } = frame;
  if (!(payload instanceof Uint8Array)) return payload;
  let known = read.get(frame);
  if (!known) {
    const text = payload.length > 0 && payload.length <= LONGEST ? tryUtf8(payload) : undefined;
    known = {
      text: text !== undefined && isPrintable(text.slice(0, HEAD).replace(END, '')) ? text : undefined,
    };
    read.set(frame, known);
  }
  return known.text;
}

function jsonOf(frame: Frame): ReturnType<typeof tryJson> {
  let known = parsed.get(frame);
  if (!known) {
    const text = textIn(frame);
    known = { json: text !== undefined && text.length <= LONGEST ? tryJson(text) : undefined };
    parsed.set(frame, known);
  }
  return known.json;
}

/** The payloads of text frames, and of binary ones that are text. */
export function texts(context: DetectionContext): string[] {
  return context.frames.map(textIn).filter((payload) => payload !== undefined);
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

/** Whether there are binary frames, and all of them are such. */
export function allBinary(context: DetectionContext, test: (bytes: Uint8Array) => boolean): boolean {
  const found = binaries(context).filter((bytes) => bytes.length > 0);
  return found.length > 0 && found.every(test);
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
