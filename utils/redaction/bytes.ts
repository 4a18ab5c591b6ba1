import { fingerprintOfMark } from './mark-print';

/** One character for each byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

/** Bytes of a text that `latin1` made. */
export function fromLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** A mark at the length of what it replaces: binary formats count their fields' bytes. */
export function fitted(mark: string, length: number): string {
  return fingerprintOfMark(mark).slice(0, length).padEnd(length, '*');
}

/** Whether a text holds control characters that no text message has. */
export function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return /[\x00-\x08\x0b\x0e-\x1f]/.test(text);
}
