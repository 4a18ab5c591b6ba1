import { Unzlib } from 'fflate';
import { MAX_UNPACKED, NotDecoded } from '../../limits';

/** What one push may blow up: deflate's worst ratio is about 1:1032, so this bounds it to a megabyte. */
const PIECE = 1024;

/** A message ends where the compressor flushed: an empty stored block. RFC 1951 §3.2.4 */
function flushed(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes.subarray(-4);
  return a === 0 && b === 0 && c === 0xff && d === 0xff;
}

/** Unpacks a zlib stream bit by bit, within bounds. */
function createUnpacking() {
  let parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Unzlib((chunk) => {
    parts.push(chunk);
    size += chunk.length;
  });
  return {
    push(bytes: Uint8Array): void {
      for (let at = 0; at < bytes.length; at += PIECE) {
        stream.push(bytes.slice(at, at + PIECE));
        if (size > MAX_UNPACKED) throw new Error(`it unpacks to more than ${MAX_UNPACKED} bytes`);
      }
    },
    /** What came out since it was last taken. */
    take(): Uint8Array {
      const whole = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      parts = [];
      size = 0;
      return whole;
    },
  };
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A message that is a zlib stream of its own (`"compress": true` in Identify). @throws NotDecoded */
export function inflateOne(bytes: Uint8Array): Uint8Array {
  const unpacking = createUnpacking();
  try {
    unpacking.push(bytes);
  } catch (error) {
    throw new NotDecoded(`it is not one zlib stream: ${reasonOf(error)}`);
  }
  return unpacking.take();
}

/**
 * One zlib stream over all frames of a direction. Gives the bytes of a whole message, or undefined while
 * it has not ended.
 */
export function createInflate(): (bytes: Uint8Array) => Uint8Array | undefined {
  const unpacking = createUnpacking();
  let broken = '';
  return (bytes) => {
    // Later frames refer back to earlier ones: after an error none can be read.
    if (broken) throw new NotDecoded(broken);
    try {
      unpacking.push(bytes);
    } catch (error) {
      broken = `the zlib stream broke: ${reasonOf(error)}`;
      unpacking.take();
      throw new NotDecoded(broken);
    }
    return flushed(bytes) ? unpacking.take() : undefined;
  };
}
