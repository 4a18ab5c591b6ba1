/** The fingerprint of a mark, as it can stand within base64, hex and other text without brackets. */
export function fingerprintOfMark(mark: string): string {
  const print = /(?:^\[redacted |-)([\w-]{16})(?: [^\]]*)?\]?$/.exec(mark)?.[1] ?? '';
  return `redacted-${print}`;
}
