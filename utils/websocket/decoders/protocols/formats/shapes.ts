import { isPrintable, tryUtf8 } from '../../bytes';

/** Steps that telling a format apart may take: first frames only, and light. */
const MOST_STEPS = 20_000;

interface Walk {
  bytes: Uint8Array;
  at: number;
  steps: number;
}

function unsigned(walk: Walk, width: number): number {
  let value = 0;
  for (let n = 0; n < width; n++) value = value * 256 + (walk.bytes[walk.at++] ?? Number.NaN);
  return value;
}

/** Bytes to skip and values that follow, by MessagePack's first byte. */
function msgpackStep(walk: Walk): { skip: number; values: number } | undefined {
  const first = walk.bytes[walk.at++];
  if (first === undefined || first === 0xc1) return undefined;
  if (first < 0x80 || first >= 0xe0) return { skip: 0, values: 0 };
  if (first < 0x90) return { skip: 0, values: (first & 15) * 2 };
  if (first < 0xa0) return { skip: 0, values: first & 15 };
  if (first < 0xc0) return { skip: first & 31, values: 0 };
  if (first <= 0xc3) return { skip: 0, values: 0 };
  if (first <= 0xc6) return { skip: unsigned(walk, 1 << (first - 0xc4)), values: 0 };
  if (first <= 0xc9) return { skip: unsigned(walk, 1 << (first - 0xc7)) + 1, values: 0 };
  if (first <= 0xd3) return { skip: [4, 8, 1, 2, 4, 8, 1, 2, 4, 8][first - 0xca]!, values: 0 };
  if (first <= 0xd8) return { skip: (1 << (first - 0xd4)) + 1, values: 0 };
  if (first <= 0xdb) return { skip: unsigned(walk, 1 << (first - 0xd9)), values: 0 };
  const length = unsigned(walk, first % 2 === 0 ? 2 : 4);
  return { skip: 0, values: first >= 0xde ? length * 2 : length };
}

/** The same by CBOR's initial byte. Indefinite lengths are rare on the wire and not told apart. */
function cborStep(walk: Walk): { skip: number; values: number } | undefined {
  const first = walk.bytes[walk.at++];
  if (first === undefined) return undefined;
  const [major, info] = [first >> 5, first & 31];
  if (info > 27) return undefined;
  const argument = info < 24 ? info : unsigned(walk, 1 << (info - 24));
  if (major < 2) return { skip: 0, values: 0 };
  if (major < 4) return { skip: argument, values: 0 };
  if (major < 6) return { skip: 0, values: argument * (major - 3) };
  return { skip: 0, values: major === 6 ? 1 : 0 };
}

/** Whether the bytes are exactly one value of a format. */
function isOne(bytes: Uint8Array, step: typeof msgpackStep): boolean {
  const walk: Walk = { bytes, at: 0, steps: 0 };
  for (let due = 1; due > 0; due--) {
    if (++walk.steps > MOST_STEPS) return true;
    const next = step(walk);
    if (!next || Number.isNaN(next.skip) || Number.isNaN(next.values)) return false;
    walk.at += next.skip;
    due += next.values;
    // A value takes a byte at least.
    if (walk.at > bytes.length || due - 1 > bytes.length - walk.at) return false;
  }
  return walk.at === bytes.length;
}

/**
 * Whether MessagePack values nest no deeper than `most`. Looked at before they are built: four million lists
 * within each other take seconds to build and to refuse.
 */
export function msgpackNestsWithin(bytes: Uint8Array, most: number): boolean {
  const walk: Walk = { bytes, at: 0, steps: 0 };
  const due: number[] = [];
  while (walk.at < bytes.length) {
    const next = msgpackStep(walk);
    // Broken, which the parser says better.
    if (!next || Number.isNaN(next.skip) || Number.isNaN(next.values)) return true;
    walk.at += next.skip;
    if (next.values > 0) due.push(next.values);
    else while (due.length > 0 && --due[due.length - 1]! === 0) due.pop();
    if (due.length > most) return false;
  }
  return true;
}

/** A MessagePack map or array, and nothing after it. `keyed`: a map whose first key is text. */
export function msgpackShape(bytes: Uint8Array): 'keyed' | 'list' | undefined {
  const [first = 0, second = 0] = bytes;
  const map = (first >= 0x81 && first <= 0x8f) || first === 0xde || first === 0xdf;
  const list = (first >= 0x92 && first <= 0x9f) || first === 0xdc || first === 0xdd;
  if ((!map && !list) || !isOne(bytes, msgpackStep)) return undefined;
  const key = first <= 0x8f ? second : (bytes[first === 0xde ? 3 : 5] ?? 0);
  return map && ((key >= 0xa1 && key < 0xc0) || key === 0xd9)
    ? 'keyed'
    : list && bytes.length > 3
      ? 'list'
      : undefined;
}

/** A CBOR map or array, or a tagged one, and nothing after it. */
export function cborShape(bytes: Uint8Array): 'keyed' | 'list' | undefined {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === 0xd9 && second === 0xd9 && third === 0xf7) return 'keyed';
  if (first >= 0xa1 && first <= 0xb7 && second >= 0x61 && second <= 0x78)
    return isOne(bytes, cborStep) ? 'keyed' : undefined;
  return first >= 0x82 && first <= 0x97 && bytes.length > 3 && isOne(bytes, cborStep) ? 'list' : undefined;
}

/** A BSON document: its length, little-endian, is all of it; it begins with an element and ends in zero. */
export function isBson(bytes: Uint8Array): boolean {
  if (bytes.length < 8 || bytes.at(-1) !== 0) return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true);
  const type = bytes[4]!;
  return length === bytes.length && ((type >= 1 && type <= 0x13) || type === 0x7f || type === 0xff);
}

/** Reads a varint of at most ten bytes; NaN where there is none. */
function varint(walk: Walk): number {
  let value = 0;
  for (let n = 0; n < 10; n++) {
    const byte = walk.bytes[walk.at++];
    if (byte === undefined) return Number.NaN;
    value += (byte & 0x7f) * 2 ** (7 * n);
    if (byte < 0x80) return value;
  }
  return Number.NaN;
}

/**
 * How many fields of a protobuf message the bytes are, 0 for none. Text is none, whatever it parses as:
 * "1234" is a valid message too, and never meant as one.
 */
export function protobufFields(bytes: Uint8Array): number {
  const text = tryUtf8(bytes);
  if (bytes.length < 4 || (text !== undefined && isPrintable(text))) return 0;
  const walk: Walk = { bytes, at: 0, steps: 0 };
  const wires = new Map<number, number>();
  let fields = 0;
  while (walk.at < bytes.length) {
    if (++walk.steps > MOST_STEPS) return fields;
    const tag = varint(walk);
    const [number, wire] = [Math.floor(tag / 8), tag % 8];
    // A number keeps its wire type; those who number above a thousand have a schema to tell.
    if (!(number >= 1 && number <= 1000) || (wires.get(number) ?? wire) !== wire) return 0;
    wires.set(number, wire);
    if (wire === 0) varint(walk);
    else if (wire === 1) walk.at += 8;
    else if (wire === 2) {
      const length = varint(walk);
      walk.at += length;
    } else if (wire === 5) walk.at += 4;
    else return 0;
    if (!(walk.at <= bytes.length)) return 0;
    fields++;
  }
  return fields;
}
