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
