import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { isPrintable, tryUtf8 } from '../../bytes';
import { NotDecoded } from '../../limits';
import { type FieldDefinition, SCALARS, type Schema } from './schema';

const MOST_VALUES = 200_000;
const DEEPEST = 64;

interface Progress {
  schema: Schema;
  left: number;
  /** Fields that the type does not have, or has with another wire type. */
  unknown: number;
}

const WIDTHS = new Map<string, WireType>([
  ...['double', 'fixed64', 'sfixed64'].map((type) => [type, WireType.Bit64] as const),
  ...['float', 'fixed32', 'sfixed32'].map((type) => [type, WireType.Bit32] as const),
]);

function integer(value: bigint | string): number | bigint {
  const big = BigInt(value);
  return Number.isSafeInteger(Number(big)) ? Number(big) : big;
}

type Scalar = Exclude<keyof BinaryReader, 'pos' | 'len' | 'tag' | 'skip'>;

function scalar(reader: BinaryReader, type: string): unknown {
  const value = reader[type as Scalar]();
  return type.endsWith('64') ? integer(value as bigint) : value;
}

/** The wire type that a field's single values have. */
function wireOf(type: string, schema: Schema): WireType | undefined {
  if (type === 'string' || type === 'bytes' || schema.messages.has(type)) return WireType.LengthDelimited;
  if (schema.enums.has(type) || SCALARS.has(type)) return WIDTHS.get(type) ?? WireType.Varint;
  return undefined;
}

function single(reader: BinaryReader, type: string, progress: Progress, depth: number): unknown {
  const { schema } = progress;
  if (--progress.left < 0) throw new NotDecoded(`it holds more than ${MOST_VALUES} values`);
  const names = schema.enums.get(type);
  if (names) {
    const number = reader.int32();
    return names.get(number) ?? number;
  }
  return schema.messages.has(type)
    ? message(reader.bytes(), type, progress, depth + 1)
    : scalar(reader, type);
}

function unknownField(reader: BinaryReader, wire: WireType, number: number): unknown {
  if (wire === WireType.Varint) return integer(BigInt.asIntN(64, BigInt(reader.uint64())));
  if (wire === WireType.LengthDelimited) {
    const bytes = reader.bytes();
    const text = tryUtf8(bytes);
    return text !== undefined && isPrintable(text) ? text : bytes;
  }
  return reader.skip(wire, number);
}

/** One value, or the several of a packed field. */
function values(
  reader: BinaryReader,
  wire: WireType,
  type: string,
  progress: Progress,
  depth: number,
): unknown[] | undefined {
  const own = wireOf(type, progress.schema);
  if (own === wire) return [single(reader, type, progress, depth)];
  if (own === undefined || own === WireType.LengthDelimited || wire !== WireType.LengthDelimited)
    return undefined;
  const packed = new BinaryReader(reader.bytes());
  const list: unknown[] = [];
  while (packed.pos < packed.len) list.push(single(packed, type, progress, depth));
  return list;
}

function finish(definition: FieldDefinition, list: readonly unknown[], schema: Schema): unknown {
  if (!schema.messages.get(definition.type)?.mapEntry) return definition.repeated ? list : list.at(-1);
  const entries = list as { key?: unknown; value?: unknown }[];
  return Object.fromEntries(entries.map(({ key = '', value }) => [String(key), value]));
}

function message(
  bytes: Uint8Array,
  name: string,
  progress: Progress,
  depth: number,
): Record<string, unknown> {
  if (depth > DEEPEST) throw new NotDecoded(`it is nested deeper than ${DEEPEST} levels`);
  const definition = progress.schema.messages.get(name);
  if (!definition) throw new NotDecoded(`the schema has no message ${name}`);
  const reader = new BinaryReader(bytes);
  const found = new Map<string, unknown[]>();
  const add = (key: string, more: readonly unknown[]) => {
    const list = found.get(key) ?? [];
    for (const one of more) list.push(one);
    found.set(key, list);
  };
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    const field = definition.fields.get(number);
    const read = field && values(reader, wire, field.type, progress, depth);
    if (field && read) {
      add(field.name, read);
      continue;
    }
    progress.unknown++;
    if (--progress.left < 0) throw new NotDecoded(`it holds more than ${MOST_VALUES} values`);
    add(`#${number}`, [unknownField(reader, wire, number)]);
  }
  const byName = new Map([...definition.fields.values()].map((field) => [field.name, field]));
  return Object.fromEntries(
    [...found].map(([key, list]) => {
      const field = byName.get(key);
      return [key, field ? finish(field, list, progress.schema) : list.length === 1 ? list[0] : list];
    }),
  );
}

/**
 * A message read as the type `name` of a schema. Fields that the type does not have are kept under `#` and
 * their number; `unknown` counts them.
 *
 * @throws NotDecoded where the bytes are no message, or too large a one
 */
export function decodeTyped(
  schema: Schema,
  name: string,
  bytes: Uint8Array,
): { value: Record<string, unknown>; unknown: number } {
  const progress: Progress = { schema, left: MOST_VALUES, unknown: 0 };
  try {
    return { value: message(bytes, name, progress, 0), unknown: progress.unknown };
  } catch (error) {
    if (error instanceof NotDecoded) throw error;
    throw new NotDecoded(`it is not a ${name}: ${error instanceof Error ? error.message : error}`);
  }
}
