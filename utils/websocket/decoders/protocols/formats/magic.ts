import type { Compression } from '../../decoder';

/** The compression that the first bytes tell (RFC 1952 §2.3.1, RFC 1950 §2.2, RFC 8878 §3.1.1). */
export function compressionOf(bytes: Uint8Array): Compression | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  if (a === 0x1f && b === 0x8b && c === 8) return 'gzip';
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  // Method deflate, window of at most 32 kB, no dictionary, and a check of the two bytes.
  const zlib = (a & 15) === 8 && a >> 4 <= 7 && (b & 0x20) === 0 && (a * 256 + b) % 31 === 0;
  return zlib && bytes.length > 6 ? 'deflate' : undefined;
}
