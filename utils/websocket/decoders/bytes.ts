import type { Frame } from '../../session/frames';
import { NotDecoded } from './limits';

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder();
const encoder = new TextEncoder();

/** UTF-8 text, or undefined where the bytes are not valid UTF-8. */
export function tryUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 text; invalid sequences become U+FFFD. */
export function utf8(bytes: Uint8Array): string {
  return lenient.decode(bytes);
}

export function toBytes(payload: string | Uint8Array): Uint8Array {
  return typeof payload === 'string' ? encoder.encode(payload) : payload;
}

/**
 * The text of a frame; of a binary frame, if it is valid UTF-8.
 *
 * @throws NotDecoded
 */
export function textOf(frame: Frame): string {
  const payload = frame.payload ?? '';
  const text = typeof payload === 'string' ? payload : tryUtf8(payload);
  if (text === undefined) throw new NotDecoded('it is binary, and the protocol speaks text');
  return text;
}

/** The bytes of a frame; of a text frame, its UTF-8. */
export function bytesOf(frame: Frame): Uint8Array {
  return toBytes(frame.payload ?? '');
}

/** Bytes as `de ad be ef`. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Whether text has nothing but what people write: no control characters besides white space. */
export function isPrintable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/.test(text);
}

/** Reads big-endian binary formats and throws NotDecoded, never reads past the end. */
export class ByteReader {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.byteLength - this.at;
  }

  private step(length: number): number {
    if (length > this.left) throw new NotDecoded(`it ends ${length - this.left} bytes too early`);
    const at = this.at;
    this.at += length;
    return at;
  }

  u8(): number {
    return this.view.getUint8(this.step(1));
  }
  i8(): number {
    return this.view.getInt8(this.step(1));
  }
  u16(): number {
    return this.view.getUint16(this.step(2));
  }
  i16(): number {
    return this.view.getInt16(this.step(2));
  }
  u32(): number {
    return this.view.getUint32(this.step(4));
  }
  i32(): number {
    return this.view.getInt32(this.step(4));
  }
  u64(): bigint {
    return this.view.getBigUint64(this.step(8));
  }
  i64(): bigint {
    return this.view.getBigInt64(this.step(8));
  }
  f32(): number {
    return this.view.getFloat32(this.step(4));
  }
  f64(): number {
    return this.view.getFloat64(this.step(8));
  }
  take(length: number): Uint8Array {
    const at = this.step(length);
    return this.bytes.subarray(at, at + length);
  }
  rest(): Uint8Array {
    return this.take(this.left);
  }

  /** Seven bits a byte, least significant first (MQTT, SignalR): at most `most` bytes. */
  varint(most: number): number {
    let value = 0;
    for (let n = 0; n < most; n++) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** (7 * n);
      if (byte < 0x80) return value;
    }
    throw new NotDecoded(`a length takes more than ${most} bytes`);
  }
}
