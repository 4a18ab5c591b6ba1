import { decode as decodeCbor, decodeSequence } from 'cbor2/decoder';
import { Simple } from 'cbor2/simple';
import { Tag } from 'cbor2/tag';
import { ByteReader } from '../../bytes';
import { holdToLimits, MAX_BATCH, MAX_DEPTH, MAX_PAYLOAD, NotDecoded } from '../../limits';

function bigint(bytes: Uint8Array): bigint {
  let value = 0n;
  // A number of more digits is no number to show; and it would cost the square of its length.
  if (bytes.length > 256) return -1n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

/** Tags of RFC 8949 §3.4 that have a value of their own here; others are shown as tag and contents. */
function untag({ tag, contents }: Tag): unknown {
  if (tag === 0 && typeof contents === 'string') return contents;
  if (tag === 1 && typeof contents === 'number' && Math.abs(contents) < 8.64e12)
    return new Date(contents * 1000);
  if ((tag === 2 || tag === 3) && contents instanceof Uint8Array && contents.length <= 256) {
    return tag === 2 ? bigint(contents) : -1n - bigint(contents);
  }
  // "Self-described CBOR" only marks what follows.
  return tag === 55_799 ? plain(contents) : { tag: Number(tag), value: plain(contents) };
}

/** Values of the library's classes become plain data that structured clone takes. */
function plain(value: unknown): unknown {
  if (value instanceof Tag) return untag(value);
  if (value instanceof Simple) return { simple: value.value };
  if (typeof value === 'symbol' || typeof value === 'function') return undefined;
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value) || value instanceof Date)
    return value;
  if (Array.isArray(value)) return value.map(plain);
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [
      typeof key === 'object' ? JSON.stringify(plain(key), shorten) : String(key),
      plain(item),
    ]),
  );
}

function shorten(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function options() {
  return { maxDepth: MAX_DEPTH - 8, ignoreGlobalTags: true, tags: new Map() };
}

function guarded<T>(bytes: Uint8Array, read: () => T): T {
  if (bytes.length > MAX_PAYLOAD) throw new NotDecoded(`it is longer than ${MAX_PAYLOAD} bytes`);
  holdClaims(bytes);
  try {
    return read();
  } catch (error) {
    if (error instanceof NotDecoded) throw error;
    throw new NotDecoded(`it is not CBOR: ${error instanceof Error ? error.message : error}`);
  }
}

/** A first item that claims more elements than there are bytes is not CBOR, whatever a parser would reserve. */
function holdClaims(bytes: Uint8Array): void {
  const major = (bytes[0] ?? 0) >> 5;
  const reader = new ByteReader(bytes.subarray(1));
  const info = (bytes[0] ?? 0) & 0x1f;
  if (major < 2 || major > 5 || info < 24 || info > 27) return;
  const length =
    info === 24
      ? reader.u8()
      : info === 25
        ? reader.u16()
        : info === 26
          ? reader.u32()
          : Number(reader.u64());
  if (length > reader.left) throw new NotDecoded('it claims more than it holds');
}

/**
 * One CBOR value, RFC 8949.
 *
 * @throws NotDecoded
 */
export function decodeOne(bytes: Uint8Array): unknown {
  return guarded(bytes, () => holdToLimits(plain(decodeCbor(bytes, options()))));
}

/**
 * A CBOR sequence, RFC 8742.
 *
 * @throws NotDecoded
 */
export function decodeAll(bytes: Uint8Array): unknown[] {
  return guarded(bytes, () => {
    const values: unknown[] = [];
    for (const value of decodeSequence(bytes, options())) {
      if (values.length >= MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} values`);
      values.push(holdToLimits(plain(value)));
    }
    return values;
  });
}
