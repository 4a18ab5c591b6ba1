export type ByteOrder = 'le' | 'be';

/** How much is looked at: text in UTF-16 shows itself at once. */
const LOOKED_AT = 256;

/**
 * Bytes that are text in UTF-16 (RFC 2781): with a byte order mark, or with the zeros of Latin letters in every other
 * byte. Undefined for anything else.
 */
export function decodeUtf16(bytes: Uint8Array): { text: string; order: ByteOrder } | undefined {
  if (bytes.length < 8 || bytes.length % 2 !== 0) return undefined;
  const order = orderOf(bytes);
  if (!order) return undefined;
  let text = '';
  for (let at = 0; at < bytes.length; at += 2)
    text += String.fromCharCode(
      order === 'le' ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!,
    );
  return { text, order };
}

function orderOf(bytes: Uint8Array): ByteOrder | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'be';
  const end = Math.min(bytes.length, LOOKED_AT);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < end; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  const half = end / 2;
  if (odd > half * 0.8 && even === 0) return 'le';
  return even > half * 0.8 && odd === 0 ? 'be' : undefined;
}

/** Text as UTF-16, without a mark of its own. */
export function encodeUtf16(text: string, order: ByteOrder): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i + (order === 'le' ? 0 : 1)] = unit & 0xff;
    bytes[2 * i + (order === 'le' ? 1 : 0)] = unit >>> 8;
  }
  return bytes;
}
