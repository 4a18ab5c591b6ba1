import { decodeUtf8 } from '../oauth/encoding';
import { fromLatin1, latin1 } from '../session/latin1';
import type { Body, Header, Observation, Place, SocketFrames } from '../session/observations';
import { FRAME_REDACTED } from '../session/observations';
import { utf8Length } from '../session/utf8';
import { hasControls } from './bytes';
import { redactHeaders, redactProtocols } from './headers';
import type { Engine } from './model';
import { redactPacked, startsPacked } from './packed';
import { redactBinaryText, redactText } from './text';
import { redactUrl, redactValue } from './url';
import { decodeUtf16, encodeUtf16 } from './utf16';

/** An observation with the secrets of every part replaced. Never changes the one given. */
export function redactObservation(engine: Engine, seen: Observation): Observation {
  const at = { place: redactPlace(engine, seen.place) };
  const text = (value: string, where: string) => redactText(engine, value, where);
  const optional = (value: string | undefined, where: string) =>
    value === undefined ? value : text(value, where);
  switch (seen.kind) {
    case 'socket-created': {
      const { url, protocols, stack } = seen;
      return {
        ...seen,
        ...at,
        url: redactUrl(engine, url, 'WebSocket URL'),
        protocols: redactProtocols(engine, protocols),
        ...(stack !== undefined && { stack: text(stack, 'stack') }),
      };
    }
    case 'socket-opened':
      return { ...seen, ...at, protocol: redactProtocols(engine, [seen.protocol])[0]! };
    case 'socket-closing':
      return { ...seen, ...at, reason: optional(seen.reason, 'close reason') };
    case 'socket-closed':
      return { ...seen, ...at, reason: text(seen.reason, 'close reason') };
    case 'socket-frames':
      return { ...redactFrames(engine, seen), ...at };
    case 'frame-payload': {
      // A credential may lie across two parts; what is exported has them put together.
      if (seen.part) {
        const { part: _, ...rest } = seen;
        return { ...rest, ...at, payload: new Uint8Array(), unreadable: true };
      }
      const payload = redactBytes(engine, bytesOf(seen.payload), 'frame');
      return { ...seen, ...at, payload };
    }
    case 'request-started': {
      const { url, initiator, body } = seen;
      return {
        ...seen,
        ...at,
        url: redactUrl(engine, url, 'URL'),
        ...(initiator !== undefined && { initiator: redactUrl(engine, initiator, 'initiator') }),
        ...(body && { body: redactBody(engine, body, 'request body') }),
      };
    }
    case 'request-sent':
      return { ...seen, ...at, headers: redactHeaders(engine, seen.headers, 'request header') };
    case 'response-started': {
      const { redirectUrl, headers } = seen;
      return {
        ...seen,
        ...at,
        headers: redactHeaders(engine, headers as readonly Header[], 'response header'),
        ...(redirectUrl !== undefined && { redirectUrl: redactUrl(engine, redirectUrl, 'URL') }),
      };
    }
    case 'response-body': {
      const { request } = seen;
      return {
        ...seen,
        ...at,
        request: 'url' in request ? { ...request, url: redactUrl(engine, request.url, 'URL') } : request,
        body: redactBody(engine, seen.body, 'response body'),
      };
    }
    case 'navigated':
      return {
        ...seen,
        ...at,
        url: redactUrl(engine, seen.url, 'URL'),
        ...(seen.title !== undefined && { title: text(seen.title, 'title') }),
      };
    case 'tab-opened':
      return { ...seen, ...at, url: redactUrl(engine, seen.url, 'URL') };
    case 'marked':
      return { ...seen, ...at, text: text(seen.text, 'mark') };
    default:
      return { ...seen, ...at };
  }
}

function redactPlace(engine: Engine, place: Place): Place {
  if (place.documentUrl === undefined) return place;
  return { ...place, documentUrl: redactUrl(engine, place.documentUrl, 'URL') };
}

function redactBody(engine: Engine, body: Body, where: string): Body {
  switch (body.state) {
    case 'text':
      return { ...body, text: redactText(engine, body.text, where) };
    case 'form':
      return {
        ...body,
        fields: body.fields.map(([name, value]) => [name, redactValue(engine, name, value, where)] as const),
      };
    case 'binary':
      return { ...body, bytes: redactBytes(engine, body.bytes, where) };
    case 'unavailable':
      return body;
  }
}

function redactFrames(engine: Engine, batch: SocketFrames): SocketFrames {
  return replacePayloads(batch, (payload) => redactPayload(engine, payload));
}

/** The batch with other payloads; those that changed say so, and keep the size of what was there. */
export function replacePayloads(
  batch: SocketFrames,
  replace: (payload: string | Uint8Array) => string | Uint8Array,
): SocketFrames {
  const flags = Array.from(batch.flags);
  const sizes = Array.from(batch.sizes);
  const payloads = batch.payloads.map((payload, i) => {
    if (payload === null) return null;
    const before = typeof payload === 'string' ? payload : bytesOf(payload);
    const after = replace(before);
    if (after === before) return payload;
    if (typeof before === 'string' && (flags[i]! & FRAME_REDACTED) === 0) {
      sizes[i] = utf8Length(before) + Math.max(0, sizes[i]! - before.length);
    }
    flags[i] = flags[i]! | FRAME_REDACTED;
    return after;
  });
  return { ...batch, flags, sizes, payloads };
}

function redactPayload(engine: Engine, payload: string | Uint8Array): string | Uint8Array {
  if (typeof payload !== 'string') return redactBytes(engine, payload, 'frame');
  const redacted = redactText(engine, payload, 'frame');
  return engine.level === 'everything' && redacted === payload
    ? engine.hide(payload, 'payload', 'frame')
    : redacted;
}

function bytesOf(payload: ArrayBuffer | Uint8Array): Uint8Array {
  return ArrayBuffer.isView(payload) ? payload : new Uint8Array(payload);
}

/** Binary data that is text, also packed, is redacted as text. In the rest only whole tokens and addresses can be told. */
function redactBytes(engine: Engine, bytes: Uint8Array, where: string): Uint8Array {
  if (engine.level === 'everything')
    return new TextEncoder().encode(engine.hide(latin1(bytes), 'payload', where));
  if (startsPacked(bytes)) return redactPacked(engine, bytes, where);
  const text = decodeUtf8(bytes);
  if (text !== undefined && !hasControls(text)) {
    const redacted = redactText(engine, text, where);
    return redacted === text ? bytes : new TextEncoder().encode(redacted);
  }
  const wide = decodeUtf16(bytes);
  if (wide) {
    // Here, where it is text: later it is bytes again.
    const redacted = engine.sweep(redactText(engine, wide.text, where));
    return redacted === wide.text ? bytes : encodeUtf16(redacted, wide.order);
  }
  const binary = latin1(bytes);
  const redacted = redactBinaryText(engine, binary, where);
  return redacted === binary ? bytes : fromLatin1(redacted);
}
