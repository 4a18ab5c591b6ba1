import type { Decoded } from '../websocket/decoders';
import { hexOf } from '../websocket/decoders/bytes';

export interface FieldView {
  name: string;
  text: string;
  secret: boolean;
  /** Several lines, or an object: set in a block. */
  block: boolean;
}

const LONGEST = 20_000;
const BYTES = 512;

/** A decoded value as text: JSON with two spaces; bytes in hex, bigints and dates by themselves. Never throws. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, LONGEST);
  if (ArrayBuffer.isView(value)) return bytesText(value as Uint8Array);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value === null || typeof value !== 'object') return String(value);
  try {
    const plain = (_: string, inner: unknown) =>
      typeof inner === 'bigint'
        ? `${inner}`
        : ArrayBuffer.isView(inner)
          ? bytesText(inner as Uint8Array)
          : inner instanceof Map
            ? Object.fromEntries([...inner].map(([key, item]) => [String(key), item]))
            : inner;
    return (JSON.stringify(value, plain, 2) ?? String(value)).slice(0, LONGEST);
  } catch (error) {
    return `not shown: ${error instanceof Error ? error.message : error}`;
  }
}

function bytesText(bytes: Uint8Array): string {
  const more = bytes.length > BYTES ? ` … (${bytes.length} bytes)` : '';
  return hexOf(bytes.subarray(0, BYTES)) + more;
}

/** The fields of a decoded message as rows of a table. */
export function fieldViews(decoded: Decoded): FieldView[] {
  return decoded.fields.map(({ name, value, secret }) => {
    const text = valueText(value);
    return { name, text, secret: secret === true, block: text.includes('\n') };
  });
}
