/** Bytes in a line of the hex view. */
export const HEX_WIDTH = 16;

export interface HexRow {
  /** `00000040` */
  offset: string;
  /** Two groups of eight bytes. */
  hex: readonly [string, string];
  ascii: string;
}

/** One line of a hex dump; characters outside of printable ASCII are dots. */
export function hexRow(bytes: Uint8Array, row: number): HexRow {
  const start = row * HEX_WIDTH;
  const line = bytes.subarray(start, start + HEX_WIDTH);
  const hex = Array.from(line, (byte) => byte.toString(16).padStart(2, '0'));
  const ascii = Array.from(line, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'));
  return {
    offset: start.toString(16).padStart(8, '0'),
    hex: [hex.slice(0, 8).join(' '), hex.slice(8).join(' ')],
    ascii: ascii.join(''),
  };
}

/** The whole dump as text, for copying. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let row = 0; row * HEX_WIDTH < bytes.length; row++) {
    const { offset, hex, ascii } = hexRow(bytes, row);
    lines.push(`${offset}  ${hex[0].padEnd(23)}  ${hex[1].padEnd(23)}  ${ascii}`);
  }
  return lines.join('\n');
}

/** `0x0040` */
export const formatOffset = (at: number): string => `0x${at.toString(16).padStart(4, '0')}`;

/** The byte that a key goes to from `at`, or undefined for another key. Home and End keep to the line without Ctrl. */
export function byteForKey(
  key: string,
  at: number | undefined,
  length: number,
  page: number,
  control = false,
): number | undefined {
  if (length === 0) return undefined;
  const from = at ?? 0;
  const line = from - (from % HEX_WIDTH);
  const to: Record<string, number> = control
    ? { Home: 0, End: length - 1 }
    : {
        ArrowRight: at === undefined ? 0 : from + 1,
        ArrowLeft: from - 1,
        ArrowDown: at === undefined ? 0 : from + HEX_WIDTH,
        ArrowUp: from - HEX_WIDTH,
        PageDown: from + page,
        PageUp: from - page,
        Home: line,
        End: line + HEX_WIDTH - 1,
      };
  const byte = Object.hasOwn(to, key) ? to[key] : undefined;
  return byte === undefined ? undefined : Math.min(length - 1, Math.max(0, byte));
}
