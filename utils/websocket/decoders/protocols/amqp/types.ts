import { ByteReader, utf8 } from '../../bytes';
import { MAX_VALUES, NotDecoded } from '../../limits';

/** A described value: its descriptor is a code or a symbol. */
export class Described {
  readonly descriptor: unknown;
  readonly value: unknown;

  constructor(descriptor: unknown, value: unknown) {
    this.descriptor = descriptor;
    this.value = value;
  }
}

const DEEPEST = 64;

function uuid(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const small = (value: bigint) => (value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : value);

/** Primitive types by their constructor, AMQP 1.0 part 1 §1.6. */
const FIXED = new Map<number, (reader: ByteReader) => unknown>([
  [0x40, () => null],
  [0x41, () => true],
  [0x42, () => false],
  [0x43, () => 0],
  [0x44, () => 0],
  [0x50, (r) => r.u8()],
  [0x51, (r) => r.i8()],
  [0x52, (r) => r.u8()],
  [0x53, (r) => r.u8()],
  [0x54, (r) => r.i8()],
  [0x55, (r) => r.i8()],
  [0x56, (r) => r.u8() === 1],
  [0x60, (r) => r.u16()],
  [0x61, (r) => r.i16()],
  [0x70, (r) => r.u32()],
  [0x71, (r) => r.i32()],
  [0x72, (r) => r.f32()],
  [0x73, (r) => String.fromCodePoint(Math.min(r.u32(), 0x10ffff))],
  [0x74, (r) => r.take(4)],
  [0x80, (r) => small(r.u64())],
  [0x81, (r) => small(r.i64())],
  [0x82, (r) => r.f64()],
  [0x83, (r) => new Date(Number(r.i64()))],
  [0x84, (r) => r.take(8)],
  [0x94, (r) => r.take(16)],
  [0x98, (r) => uuid(r.take(16))],
  [0xa0, (r) => r.take(r.u8())],
  [0xa1, (r) => utf8(r.take(r.u8()))],
  [0xa3, (r) => utf8(r.take(r.u8()))],
  [0xb0, (r) => r.take(r.u32())],
  [0xb1, (r) => utf8(r.take(r.u32()))],
  [0xb3, (r) => utf8(r.take(r.u32()))],
  [0x45, () => []],
]);

/** Values of AMQP 1.0's type system, read with a bound on their number and depth. */
export class TypeReader {
  private left = MAX_VALUES / 10;

  readonly reader: ByteReader;

  constructor(reader: ByteReader) {
    this.reader = reader;
  }

  /** @throws NotDecoded */
  value(depth = 0): unknown {
    const code = this.reader.u8();
    if (code !== 0) return this.of(code, depth);
    const descriptor = this.value(depth + 1);
    return new Described(descriptor, this.value(depth + 1));
  }

  private of(code: number, depth: number): unknown {
    if (--this.left < 0) throw new NotDecoded('it holds too many values');
    if (depth > DEEPEST) throw new NotDecoded(`it is nested deeper than ${DEEPEST} levels`);
    const fixed = FIXED.get(code);
    if (fixed) return fixed(this.reader);
    const wide = code >= 0xd0;
    const body = new ByteReader(this.reader.take(wide ? this.reader.u32() : this.reader.u8()));
    const inner = new TypeReader(body);
    inner.left = this.left;
    const length = wide ? body.u32() : body.u8();
    const list: unknown[] = [];
    if (code === 0xc0 || code === 0xd0 || code === 0xc1 || code === 0xd1) {
      for (let n = 0; n < length; n++) list.push(inner.value(depth + 1));
    } else if (code === 0xe0 || code === 0xf0) {
      const element = inner.constructorCode(depth);
      for (let n = 0; n < length; n++) list.push(inner.of(element, depth + 1));
    } else throw new NotDecoded(`type 0x${code.toString(16)} is none of AMQP's`);
    this.left = inner.left;
    const isMap = code === 0xc1 || code === 0xd1;
    if (!isMap) return list;
    const entries = list.flatMap((key, n) => (n % 2 === 0 ? [[String(key), list[n + 1]] as const] : []));
    return Object.fromEntries(entries);
  }

  private constructorCode(depth: number): number {
    const code = this.reader.u8();
    if (code !== 0) return code;
    this.value(depth + 1);
    return this.reader.u8();
  }
}

/** Described values as plain data. */
export function plain(value: unknown): unknown {
  if (value instanceof Described) return { type: plain(value.descriptor), value: plain(value.value) };
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value) || value instanceof Date)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
