/** What a number, a name or a value without a length of its own takes, in bytes. */
const SMALL = 8;

/** About how many bytes a value takes on disk: its texts, its bytes, and a little for everything else. */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return SMALL + value.length;
  if (typeof value !== 'object' || value === null) return SMALL;
  if (ArrayBuffer.isView(value)) return SMALL + value.byteLength;
  if (value instanceof ArrayBuffer) return SMALL + value.byteLength;
  let sum = SMALL;
  for (const member of Array.isArray(value) ? value : Object.values(value)) sum += weigh(member);
  return sum;
}
