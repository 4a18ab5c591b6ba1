import { type ByteReader, tryUtf8, utf8 } from '../../bytes';
import { MAX_DEPTH, NotDecoded } from '../../limits';

/** Values of one table and all within it. */
const MOST = 10_000;

interface Progress {
  left: number;
}

/** A value of a field table. Types as RabbitMQ and its clients write them, where they differ from AMQP 0-9-1 §4.2.1. */
function value(reader: ByteReader, progress: Progress, depth: number): unknown {
  if (--progress.left < 0) throw new NotDecoded('it holds too many values');
  if (depth > MAX_DEPTH) throw new NotDecoded(`it is nested deeper than ${MAX_DEPTH} levels`);
  const type = String.fromCharCode(reader.u8());
  switch (type) {
    case 't':
      return reader.u8() !== 0;
    case 'b':
      return reader.i8();
    case 'B':
      return reader.u8();
    case 's':
    case 'U':
      return reader.i16();
    case 'u':
      return reader.u16();
    case 'I':
      return reader.i32();
    case 'i':
      return reader.u32();
    case 'l':
    case 'L':
      return integer(reader.i64());
    case 'f':
      return reader.f32();
    case 'd':
      return reader.f64();
    case 'D':
      return decimal(reader.u8(), reader.i32());
    case 'S':
      return text(reader.take(reader.u32()));
    case 'x':
      return reader.take(reader.u32());
    case 'T':
      return new Date(Number(reader.u64()) * 1000);
    case 'V':
      return null;
    case 'F':
      return table(reader, progress, depth + 1);
    case 'A':
      return list(reader, progress, depth + 1);
    default:
      throw new NotDecoded(`type 0x${type.charCodeAt(0).toString(16)} is none of AMQP's`);
  }
}

const integer = (big: bigint): number | bigint => (Number.isSafeInteger(Number(big)) ? Number(big) : big);
const decimal = (scale: number, unscaled: number): number => unscaled / 10 ** scale;
const text = (bytes: Uint8Array): string | Uint8Array => tryUtf8(bytes) ?? bytes;

function end(reader: ByteReader): number {
  const length = reader.u32();
  if (length > reader.left) throw new NotDecoded(`it ends ${length - reader.left} bytes too early`);
  return reader.at + length;
}

function list(reader: ByteReader, progress: Progress, depth: number): unknown[] {
  const stop = end(reader);
  const items: unknown[] = [];
  while (reader.at < stop) items.push(value(reader, progress, depth));
  return items;
}

function table(reader: ByteReader, progress: Progress, depth: number): Record<string, unknown> {
  const stop = end(reader);
  const entries: [string, unknown][] = [];
  while (reader.at < stop) {
    const name = utf8(reader.take(reader.u8()));
    entries.push([name, value(reader, progress, depth)]);
  }
  // Not by assignment: a name may be __proto__.
  return Object.fromEntries(entries);
}

/**
 * A field table of AMQP 0-9-1, §4.2.5.5.
 *
 * @throws NotDecoded
 */
export const readTable = (reader: ByteReader): Record<string, unknown> => table(reader, { left: MOST }, 0);

/** Properties of a content header, the first at the highest bit, §4.2.6.1: S short string, o octet, T table, t time. */
const PROPERTIES = [
  ...['S:content-type', 'S:content-encoding', 'T:headers', 'o:delivery-mode', 'o:priority'],
  ...['S:correlation-id', 'S:reply-to', 'S:expiration', 'S:message-id', 't:timestamp'],
  ...['S:type', 'S:user-id', 'S:app-id', 'S:cluster-id'],
];

/**
 * The properties that a content header's flags name.
 *
 * @throws NotDecoded
 */
export function readProperties(reader: ByteReader): [name: string, value: unknown][] {
  const flags = reader.u16();
  return PROPERTIES.flatMap((property, at): [string, unknown][] => {
    if ((flags & (0x8000 >> at)) === 0) return [];
    const name = property.slice(2);
    if (property[0] === 'S') return [[name, utf8(reader.take(reader.u8()))]];
    if (property[0] === 'o') return [[name, reader.u8()]];
    return [[name, property[0] === 'T' ? readTable(reader) : new Date(Number(reader.u64()) * 1000)]];
  });
}
