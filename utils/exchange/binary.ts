import { fromLatin1, latin1 } from '../session/latin1';

/** Standard base64 (RFC 4648 §4), with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return btoa(latin1(bytes));
}

/** Bytes of standard base64, or undefined where it is none. */
export function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return fromLatin1(atob(text));
  } catch {
    return undefined;
  }
}
