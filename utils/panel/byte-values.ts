/** What a few bytes are as a number, in both orders. */
export interface ByteValue {
  name:
    | 'int8'
    | 'uint8'
    | 'int16'
    | 'uint16'
    | 'int32'
    | 'uint32'
    | 'int64'
    | 'uint64'
    | 'float32'
    | 'float64';
  little: string;
  big: string;
}

const SIZES: readonly (readonly [ByteValue['name'], number, string])[] = [
  ['int8', 1, 'getInt8'],
  ['uint8', 1, 'getUint8'],
  ['int16', 2, 'getInt16'],
  ['uint16', 2, 'getUint16'],
  ['int32', 4, 'getInt32'],
  ['uint32', 4, 'getUint32'],
  ['float32', 4, 'getFloat32'],
  ['int64', 8, 'getBigInt64'],
  ['uint64', 8, 'getBigUint64'],
  ['float64', 8, 'getFloat64'],
];

/** The numbers that exactly these bytes are; none for a length that no number has. */
export function byteValues(bytes: Uint8Array): ByteValue[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (method: string, little: boolean) =>
    String(
      (view as unknown as Record<string, (at: number, little: boolean) => number | bigint>)[method]!(
        0,
        little,
      ),
    );
  return SIZES.filter(([, size]) => size === bytes.length).map(([name, , method]) => ({
    name,
    little: read(method, true),
    big: read(method, false),
  }));
}
