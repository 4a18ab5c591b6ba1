import { Gunzip, gzipSync, Unzlib, zlibSync } from 'fflate';
import { decodeUtf8 } from '../oauth/encoding';
import { fromLatin1, latin1 } from '../session/latin1';
import { DEEPEST, type Engine } from './model';
import { redactBinaryText, redactText } from './text';

/** What is packed unpacks to as much as it likes: beyond this it is replaced unseen. */
const MOST = 16 * 1024 * 1024;

/** Whether bytes begin as gzip (RFC 1952 §2.3.1) or zlib (RFC 1950 §2.2) does. */
export function startsPacked(bytes: Uint8Array): boolean {
  if (bytes.length < 3) return false;
  if (isGzip(bytes)) return bytes[2] === 8;
  return bytes[0] === 0x78 && ((bytes[0] << 8) | bytes[1]!) % 31 === 0;
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Packed bytes with the secrets of what they hold replaced, packed again the same way; the same bytes where there is
 * none, or where they only looked as if they were packed.
 */
export function redactPacked(engine: Engine, bytes: Uint8Array, where: string, depth = 0): Uint8Array {
  const inside = depth < DEEPEST ? unpack(bytes) : undefined;
  if (!inside) return bytes;
  if (inside === 'too-large') return pack(bytes, engine.hide(latin1(bytes), 'packed data', where));
  const text = decodeUtf8(inside);
  const before = text ?? latin1(inside);
  const redacted =
    text === undefined ? redactBinaryText(engine, before, where) : redactText(engine, text, where, depth + 1);
  const swept = engine.sweep(redacted);
  if (swept === before) return bytes;
  return pack(bytes, text === undefined ? fromLatin1(swept) : swept);
}

function pack(as: Uint8Array, content: string | Uint8Array): Uint8Array {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  // No time of its own, so that the same content gives the same bytes.
  return isGzip(as) ? gzipSync(bytes, { mtime: 0 }) : zlibSync(bytes);
}

/** What is inside, as far as it can be unpacked: a payload may have been cut. */
function unpack(bytes: Uint8Array): Uint8Array | 'too-large' | undefined {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = isGzip(bytes) ? new Gunzip() : new Unzlib();
  stream.ondata = (part) => {
    size += part.length;
    if (size > MOST) throw new RangeError('too large');
    parts.push(part.slice());
  };
  try {
    // In small pieces, so that the bound stops a bomb early.
    for (let at = 0; at < bytes.length; at += 4096)
      stream.push(bytes.subarray(at, at + 4096), at + 4096 >= bytes.length);
  } catch {
    if (size > MOST) return 'too-large';
    if (size === 0) return undefined;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
