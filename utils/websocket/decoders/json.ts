import { MAX_DEPTH, MAX_PAYLOAD, NotDecoded } from './limits';

export type JsonObject = Record<string, unknown>;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Checked before parsing: engines build any depth, and what reads the value afterwards overflows the stack. */
function holdToDepth(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      for (at++; at < text.length && text.charCodeAt(at) !== QUOTE; at++) {
        if (text.charCodeAt(at) === BACKSLASH) at++;
      }
    } else if (code === 0x5b || code === 0x7b) {
      if (++depth > MAX_DEPTH) throw new NotDecoded(`it is nested deeper than ${MAX_DEPTH} levels`);
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
}

/**
 * JSON (RFC 8259) within the bounds of length and depth.
 *
 * @throws NotDecoded
 */
export function parseJson(text: string): unknown {
  if (text.length > MAX_PAYLOAD) throw new NotDecoded(`it is longer than ${MAX_PAYLOAD} characters`);
  holdToDepth(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new NotDecoded('it is not JSON');
  }
}

/** A JSON object or array, or undefined: a lone number or word says nothing about a payload's format. */
export function tryJson(text: string): JsonObject | readonly unknown[] | undefined {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  try {
    return parseJson(text) as JsonObject | readonly unknown[];
  } catch {
    return undefined;
  }
}

/** The value if it is an object and not an array. */
export function asObject(value: unknown): JsonObject | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !ArrayBuffer.isView(value)
    ? (value as JsonObject)
    : undefined;
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * A text frame that must be a JSON object.
 *
 * @throws NotDecoded
 */
export function parseObject(text: string): JsonObject {
  const value = asObject(parseJson(text));
  if (!value) throw new NotDecoded('it is JSON, and not an object');
  return value;
}
