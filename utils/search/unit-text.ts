import type { FrameUnit } from '../session/frame-unit';

/** The payloads of a unit as text, each form made when it is first asked for. */
export interface UnitText {
  readonly unit: FrameUnit;
  start(row: number): number;
  end(row: number): number;
  /** All bytes as characters, one each, lower-cased: for finding where a text may stand. */
  lower(): string;
  /** A frame's payload as text. */
  row(row: number): string;
}

const utf8 = new TextDecoder();
/** Gives one character for each byte. */
const single = new TextDecoder('windows-1252');

export function createUnitText(unit: FrameUnit): UnitText {
  const { ends, bytes } = unit;
  const start = (row: number) => (row === 0 ? 0 : ends[row - 1]!);
  let whole: string | undefined;
  let lower: string | undefined;
  let ascii = false;

  /** UTF-8 gives as many characters as bytes for ASCII, or for bytes that are no text at all. */
  function characters(): string {
    if (whole !== undefined) return whole;
    const text = utf8.decode(bytes);
    ascii = text.length === bytes.length && !text.includes('\ufffd');
    whole = ascii ? text : single.decode(bytes);
    return whole;
  }

  return {
    unit,
    start,
    end: (row) => ends[row]!,
    lower() {
      lower ??= characters().toLowerCase();
      return lower;
    },
    row(row) {
      const text = characters();
      return ascii ? text.slice(start(row), ends[row]) : utf8.decode(bytes.subarray(start(row), ends[row]));
    },
  };
}

/** A text as `UnitText.lower` would show its bytes. */
export const asBytes = (text: string): string => single.decode(new TextEncoder().encode(text)).toLowerCase();

/** First row whose payload ends behind `offset`. */
export function rowAt(ends: Uint32Array, offset: number, from: number): number {
  let low = from;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
