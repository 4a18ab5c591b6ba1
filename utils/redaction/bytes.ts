import { fingerprintOfMark } from './mark-print';

/** A mark at the length of what it replaces: binary formats count their fields' bytes. */
export function fitted(mark: string, length: number): string {
  return fingerprintOfMark(mark).slice(0, length).padEnd(length, '*');
}

/** Whether a text holds control characters that no text message has. */
export function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return /[\x00-\x08\x0b\x0e-\x1f]/.test(text);
}
