import { FRAME_REDACTED, type SocketFrames } from './observations';

/** A payload as the store takes it; null where there is none. */
export type Payload = string | Uint8Array | null;

/** The hook counts text in UTF-16 units; what was cut off it is added to the bytes of what was kept. */
export function wireSize(payload: Payload, weight: number, flags: number, size: number): number {
  return typeof payload === 'string' && (flags & FRAME_REDACTED) === 0
    ? weight + Math.max(0, size - payload.length)
    : size;
}

/** A view, never a copy. ArrayBuffers of another realm are taken too, so no instanceof. */
export function payloadOf(payload: SocketFrames['payloads'][number] | undefined): Payload {
  if (payload === null || payload === undefined || typeof payload === 'string') return payload ?? null;
  if (ArrayBuffer.isView(payload)) {
    return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  }
  return new Uint8Array(payload);
}
