import { encodeBase64Url } from '../oauth/encoding';
import { latin1 } from '../session/latin1';
import { fingerprintOfMark } from './mark-print';
import { encodeUtf16 } from './utf16';

const encoder = new TextEncoder();
const SHORTEST_ENCODED = 8;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A secret in each encoding, with what stands for it there. */
export function* formsOf(secret: string, mark: string): Generator<[form: string, by: string]> {
  const bare = fingerprintOfMark(mark);
  const percent = encodeURIComponent(secret.toWellFormed());
  yield [secret, mark];
  yield [percent, encodeURIComponent(mark)];
  yield [percent.replace(/%[\dA-F]{2}/g, (byte) => byte.toLowerCase()), encodeURIComponent(mark)];
  yield [percent.replaceAll('%20', '+'), encodeURIComponent(mark)];
  // What forms and strict encoders escape beyond encodeURIComponent (URL standard, form-urlencoded set; RFC 3986 §2.3).
  yield [new URLSearchParams({ v: secret }).toString().slice(2), encodeURIComponent(mark)];
  yield [
    percent.replace(/[!'()*]/g, (mild) => `%${mild.charCodeAt(0).toString(16).toUpperCase()}`),
    encodeURIComponent(mark),
  ];
  yield [encodeURIComponent(percent), encodeURIComponent(encodeURIComponent(mark))];
  yield [JSON.stringify(secret).slice(1, -1), mark];
  yield [JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'), mark];
  yield [JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1), mark];
  // As encoders that keep to ASCII write it (Python), and as HTML does.
  yield [asciiJson(secret), mark];
  yield [secret.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!), mark];
  const bytes = encoder.encode(secret);
  // As its bytes look in binary data that is read one character a byte.
  yield [latin1(bytes), mark];
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  yield [hex, bare];
  yield [hex.toUpperCase(), bare];
  // Each byte escaped, as some encoders do with all of them.
  yield [hex.replace(/../g, '%$&'), encodeURIComponent(mark)];
  yield [hex.toUpperCase().replace(/../g, '%$&'), encodeURIComponent(mark)];
  const wide = encodeUtf16(secret, 'le');
  yield [latin1(wide), mark];
  yield [latin1(encodeUtf16(secret, 'be')), mark];
  // HTTP Basic encodes each part for a form before base64 (RFC 6749 §2.3.1).
  for (const base64 of [
    ...base64Forms(bytes),
    ...base64Forms(encoder.encode(percent)),
    ...base64Forms(wide),
  ]) {
    if (base64.length < SHORTEST_ENCODED) continue;
    yield [base64, bare];
    yield [base64.replaceAll('-', '+').replaceAll('_', '/'), bare];
  }
}

function asciiJson(secret: string): string {
  const escaped = JSON.stringify(secret).slice(1, -1);
  return escaped.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What base64 of any text that holds these bytes must hold: one form for each of the three alignments. */
function* base64Forms(bytes: Uint8Array): Generator<string> {
  for (let before = 0; before < 3; before++) {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    const whole = Math.floor((shifted.length * 8) / 6);
    yield encodeBase64Url(shifted).slice(Math.ceil((before * 8) / 6), whole);
  }
}
