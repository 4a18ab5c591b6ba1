import type { Frame } from '../session/frames';
import { imageType } from './image-type';
import type { PayloadTab } from './view-state';

/** A frame's payload as text. Bytes are read as UTF-8; what is no UTF-8 becomes U+FFFD. */
export function payloadText(frame: Frame): string {
  if (frame.payload === undefined) return '';
  return typeof frame.payload === 'string' ? frame.payload : new TextDecoder().decode(frame.payload);
}

/** A frame's payload as bytes: text in the UTF-8 that went over the wire. */
export function payloadBytes(frame: Frame): Uint8Array {
  if (frame.payload === undefined) return new Uint8Array();
  return typeof frame.payload === 'string' ? new TextEncoder().encode(frame.payload) : frame.payload;
}

/** The media type of a binary payload that is a picture and whole. */
export function payloadImage({ payload, truncated }: Frame): string | undefined {
  return payload === undefined || typeof payload === 'string' || truncated ? undefined : imageType(payload);
}

/**
 * The view that suits a payload: what was decoded where that says more than the payload does, a tree for what looks
 * like JSON, bytes for binary, else text.
 */
export function bestTab(frame: Frame, decoded = false): PayloadTab {
  if (decoded) return 'decoded';
  if (frame.binary) return 'hex';
  return typeof frame.payload === 'string' && /^\s*[[{]/.test(frame.payload) ? 'json' : 'text';
}

/** A frame whose payload has been read, and its forms, each made once when it is first asked for. */
export function payloadForms(of: Frame) {
  const frame: Frame = { ...of, payload: of.payload };
  let text: string | undefined;
  let bytes: Uint8Array | undefined;
  return {
    frame,
    image: payloadImage(frame),
    text: () => (text ??= payloadText(frame)),
    bytes: () => (bytes ??= payloadBytes(frame)),
  };
}
