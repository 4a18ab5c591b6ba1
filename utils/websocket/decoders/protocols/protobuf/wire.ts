import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { isPrintable, tryUtf8 } from '../../bytes';

export interface WireField {
  number: number;
  wire: WireType;
  /** bigint or number for a varint and fixed widths, bytes for what has a length. */
  value: bigint | number | Uint8Array;
}

/** Fields looked at in one message: what a hostile one may cost. */
const MOST_FIELDS = 100_000;
const DEEPEST = 24;

export class Budget {
  left = MOST_FIELDS;
}

/** What is guessed of a field without a schema; both readings of a number are shown. */
export interface Guess {
  number: number;
  value: unknown;
  as: 'varint' | 'fixed32' | 'fixed64' | 'text' | 'message' | 'bytes';
}

function readField(reader: BinaryReader): WireField | undefined {
  const [number, wire] = reader.tag();
  switch (wire) {
    case WireType.Varint:
      return { number, wire, value: BigInt(reader.uint64()) };
    case WireType.Bit64:
      return { number, wire, value: reader.double() };
    case WireType.Bit32:
      return { number, wire, value: reader.float() };
    case WireType.LengthDelimited:
      return { number, wire, value: reader.bytes() };
    default:
      // Groups have been out of use since proto2; bytes that look like one are far more often something else.
      return undefined;
  }
}

/** The fields of a message on the wire, or undefined where the bytes are no message. Never throws. */
export function readFields(bytes: Uint8Array, budget: Budget): WireField[] | undefined {
  const reader = new BinaryReader(bytes);
  const fields: WireField[] = [];
  try {
    while (reader.pos < reader.len) {
      if (--budget.left < 0) return undefined;
      const field = readField(reader);
      if (!field) return undefined;
      fields.push(field);
    }
  } catch {
    return undefined;
  }
  return fields;
}

function readable(value: bigint): number | bigint {
  const signed = BigInt.asIntN(64, value);
  return signed >= BigInt(Number.MIN_SAFE_INTEGER) && signed <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(signed)
    : signed;
}

function guessBytes(bytes: Uint8Array, budget: Budget, depth: number): Pick<Guess, 'value' | 'as'> {
  const text = tryUtf8(bytes);
  if (text !== undefined && isPrintable(text)) return { as: 'text', value: text };
  const inner = depth < DEEPEST ? guess(bytes, budget, depth + 1) : undefined;
  return inner && inner.length > 0 ? { as: 'message', value: inner } : { as: 'bytes', value: bytes };
}

/** The fields of a message without its schema, or undefined where the bytes are none. */
export function guess(bytes: Uint8Array, budget = new Budget(), depth = 0): Guess[] | undefined {
  return readFields(bytes, budget)?.map(({ number, wire, value }): Guess => {
    if (value instanceof Uint8Array) return { number, ...guessBytes(value, budget, depth) };
    if (typeof value === 'bigint') return { number, as: 'varint', value: readable(value) };
    return { number, as: wire === WireType.Bit64 ? 'fixed64' : 'fixed32', value };
  });
}

/** Guesses as an object: `{ 1: 5, 2: "text", 3: { 1: … } }`; a number that repeats becomes a list. */
export function toObject(guesses: readonly Guess[]): Record<string, unknown> {
  const byNumber = new Map<number, unknown[]>();
  for (const { number, as, value } of guesses) {
    const shown = as === 'message' ? toObject(value as Guess[]) : value;
    const list = byNumber.get(number);
    if (list) list.push(shown);
    else byNumber.set(number, [shown]);
  }
  return Object.fromEntries(
    [...byNumber].map(([number, list]) => [number, list.length === 1 ? list[0] : list]),
  );
}
