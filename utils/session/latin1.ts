/** One character for each byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  // In pieces: an argument list has a limit.
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

/** Bytes of a text that `latin1` made. */
export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
