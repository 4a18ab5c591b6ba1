const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

const starts = (bytes: Uint8Array, ...head: readonly number[]) =>
  head.every((byte, at) => bytes[at] === byte);

/**
 * The media type of bytes that are a picture by their first bytes (WHATWG MIME Sniffing §6.1), of those that hold
 * nothing but pixels. SVG is a document with scripts and links, and is none.
 */
export function imageType(bytes: Uint8Array): string | undefined {
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return 'image/gif';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp';
  if (ascii(bytes, 4, 8) === 'ftyp' && /^avi[fs]$/.test(ascii(bytes, 8, 12))) return 'image/avif';
  // "BM" alone begins too much: the header's length has to be one that exists.
  if (ascii(bytes, 0, 2) === 'BM' && [12, 40, 52, 56, 108, 124].includes(bytes[14] ?? 0)) return 'image/bmp';
  if (starts(bytes, 0, 0, 1, 0) && bytes.length > 22 && bytes[5] === 0 && bytes[9] === 0)
    return 'image/x-icon';
  return undefined;
}
