import { sha1 } from '@noble/hashes/legacy.js';
import { latin1 } from '../session/latin1';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The `Sec-WebSocket-Accept` that answers a `Sec-WebSocket-Key`: base64 of SHA-1 of it and a fixed GUID, RFC 6455 §4.2.2. */
export const acceptOfKey = (key: string): string =>
  btoa(latin1(sha1(new TextEncoder().encode(key.trim() + GUID))));
