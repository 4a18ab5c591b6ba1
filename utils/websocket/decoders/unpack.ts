import type { Compression, Nested } from './decoder';
import { MAX_UNPACKED, NotDecoded } from './limits';

/**
 * Unpacks bytes, asynchronously and within `limit` bytes of output. Code that is pure does not know who can:
 * a browser or Node pass `createDecompress(DecompressionStream)`.
 */
export type Decompress = (format: Compression, bytes: Uint8Array, limit: number) => Promise<Uint8Array>;

/** The part of the Compression Streams standard that unpacking takes. */
export type StreamConstructor = new (
  format: CompressionFormat,
) => {
  readable: ReadableStream<Uint8Array>;
  writable: WritableStream<BufferSource>;
};

/**
 * Decompression on the platform's streams, https://compression.spec.whatwg.org/ It reads piece by piece and
 * stops at the limit, so a zip bomb costs no more than that.
 */
export function createDecompress(Stream: StreamConstructor): Decompress {
  return async (format, bytes, limit) => {
    let stream: InstanceType<StreamConstructor>;
    try {
      stream = new Stream(format as CompressionFormat);
    } catch {
      throw new NotDecoded(`this browser does not unpack ${format}`);
    }
    const writer = stream.writable.getWriter();
    // Failures surface where the output is read.
    writer.write(bytes.slice()).catch(() => {});
    writer.close().catch(() => {});
    const reader = stream.readable.getReader();
    const parts: Uint8Array[] = [];
    let size = 0;
    try {
      for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
        size += value!.length;
        if (size > limit) throw new NotDecoded(`it unpacks to more than ${limit} bytes`);
        parts.push(value!);
      }
    } catch (error) {
      await reader.cancel().catch(() => {});
      if (error instanceof NotDecoded) throw error;
      throw new NotDecoded(`it is not valid ${format}`);
    }
    const whole = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };
}

/**
 * The bytes of a compressed part of a message. Raw deflate and brotli have no magic bytes: where the one
 * fails the other is tried.
 *
 * @throws NotDecoded
 */
export async function unpack({ payload, compression }: Nested, decompress: Decompress): Promise<Uint8Array> {
  if (!compression || typeof payload === 'string') throw new NotDecoded('it is not compressed');
  try {
    return await decompress(compression, payload, MAX_UNPACKED);
  } catch (error) {
    if (compression !== 'deflate-raw') throw error;
    return decompress('brotli', payload, MAX_UNPACKED);
  }
}
