import { decodeBase64Url, decodePercent, decodeUtf8, isObject } from '../oauth/encoding';
import { latin1 } from '../session/latin1';
import { fitted, hasControls } from './bytes';
import { redactJson } from './json';
import { looksLikeJwt, redactJwt } from './jwt';
import { DEEPEST, type Engine } from './model';
import { redactPacked, startsPacked } from './packed';
import { redactPairs, redactUrl } from './url';

const JWT = /\bey[\w-]{8,}(?:\.[\w-]*){2,4}/g;
const URL_IN_TEXT = /\b(?:https?|wss?):\/\/[^\s"'<>\\^`{|}]+/gi;
const EMAIL =
  /(?<![\w.+%-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}(?!(?:png|jpe?g|gif|svg|webp|avif|js|mjs|css)\b)[A-Za-z]{2,24}\b/g;
const EMAIL_ENCODED = /(?<![\w.+%-])[\w.+%-]{1,64}%40(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}\b/g;
const SCHEME = /\b(Bearer|DPoP|Basic)(\s+)(?!\[redacted )([\w.~+/=-]{8,})/gi;
/** `"name": "value"`, `name=value`, `name: value`: what is left of JSON that was cut off, of headers, of logs. */
const NAMED =
  /(?<![\w.-])(["']?)([A-Za-z][\w.-]{1,60})\1(\s*[:=]\s*)(?:"((?:[^"\\]|\\.){0,65536})"?|([^\s"'&;,{}[\]]{4,65536}))/g;
const BASE64 = /(?<![\w+/-])[A-Za-z0-9+/_-]{20,}={0,2}(?![\w+/=-])/g;
const SOCKET_PREFIX = /^([a-z]?\d{0,4}(?:\/[^,[{]{0,100},)?)([[{][\s\S]*)$/i;

/**
 * A text of unknown kind, with everything secret in it replaced: JSON (also behind Socket.IO's prefix), forms, URLs,
 * JWTs, base64 of any of these, and named values in plain text. The same text where there is nothing to replace.
 */
export function redactText(engine: Engine, text: string, where: string, depth = 0): string {
  if (text.length < 4 || depth > DEEPEST) return text;
  const known = engine.known(text, where);
  if (known !== undefined) return known;
  const json = redactJsonText(engine, text, where, depth);
  if (json !== undefined) return json;
  if (looksLikeJwt(text)) return redactJwt(engine, text, where);
  if (/^[a-z][\w+.-]*:\/\/\S+$/i.test(text)) return redactUrl(engine, text, where, depth);
  if (/^[\w.~%+[\]-]+=[^\s<>{}"]*$/.test(text) && !/^[\w+/-]+={1,2}$/.test(text))
    return redactPairs(engine, text, where, depth);
  return redactPlain(engine, text, where, depth);
}

function redactJsonText(engine: Engine, text: string, where: string, depth: number): string | undefined {
  const [prefix, json] = splitPrefix(text.trimStart());
  if (json === '') return undefined;
  try {
    const value: unknown = JSON.parse(json);
    if (!isObject(value) && !Array.isArray(value)) return undefined;
    const redacted = redactJson(engine, value, where, depth + 1);
    return redacted === value ? text : prefix + JSON.stringify(redacted);
  } catch {
    // Broken, or nested so deep that it cannot be walked: as plain text then.
    return undefined;
  }
}

/** What may stand before JSON, and the JSON; empty where it cannot be any. */
function splitPrefix(text: string): [prefix: string, json: string] {
  if (text.startsWith('{') || text.startsWith('[')) return ['', text];
  const match = SOCKET_PREFIX.exec(text);
  return match ? [match[1]!, match[2]!] : ['', ''];
}

/** Each pattern is tried only where the text has what it cannot do without: most texts of a flood have none of it. */
function redactPlain(engine: Engine, text: string, where: string, depth: number): string {
  let redacted = text;
  if (redacted.includes('ey') && redacted.includes('.')) {
    redacted = redacted.replace(JWT, (jwt) => (looksLikeJwt(jwt) ? redactJwt(engine, jwt, where) : jwt));
  }
  if (redacted.includes('://')) {
    redacted = redacted.replace(URL_IN_TEXT, (url) => redactUrl(engine, url, where, depth + 1));
  }
  if (/\s/.test(redacted)) {
    redacted = redacted.replace(
      SCHEME,
      (_, scheme: string, space: string, credential: string) =>
        scheme + space + redactCredential(engine, scheme, credential, where),
    );
  }
  if (/[:=]/.test(redacted)) redacted = redactNamed(engine, redacted, where);
  if (redacted.includes('@'))
    redacted = redacted.replace(EMAIL, (email) => engine.mark(email, 'email', where));
  if (redacted.includes('%40')) {
    redacted = redacted.replace(EMAIL_ENCODED, (email) =>
      encodeURIComponent(engine.mark(decodePercent(email), 'email', where)),
    );
  }
  return redacted.length < 20
    ? redacted
    : redacted.replace(BASE64, (encoded) => redactBase64(engine, encoded, where, depth));
}

function redactNamed(engine: Engine, text: string, where: string): string {
  return text.replace(
    NAMED,
    (all, quote: string, name: string, between: string, quoted?: string, bare?: string) => {
      const value = quoted ?? bare ?? '';
      if (/^(\[?redacted|bearer|dpop|basic)\b/i.test(value)) return all;
      const kind = engine.kindOf(name, value);
      if (kind === undefined) return all;
      const mark = engine.mark(unescapeJson(value), kind, where);
      return `${quote}${name}${quote}${between}${quoted === undefined ? mark : `"${mark}"`}`;
    },
  );
}

/** The credential of an Authorization value. Basic keeps its client id (RFC 6749 §2.3.1): flows are told by it. */
export function redactCredential(engine: Engine, scheme: string, credential: string, where: string): string {
  if (scheme.toLowerCase() === 'basic') {
    const bytes = decodeBase64Url(credential);
    const text = bytes && decodeUtf8(bytes);
    const colon = text?.indexOf(':') ?? -1;
    if (text && colon >= 0) {
      const secret = decodePercent(text.slice(colon + 1).replaceAll('+', ' '));
      const mark = encodeURIComponent(engine.mark(secret, 'authorization', where));
      return btoa(
        `${encodeURIComponent(redactText(engine, decodePercent(text.slice(0, colon)), where, 1))}:${mark}`,
      );
    }
  }
  return engine.mark(credential, 'authorization', where);
}

function redactBase64(engine: Engine, encoded: string, where: string, depth: number): string {
  if (depth >= DEEPEST || encoded.length > 1_000_000) return encoded;
  const start = decodeBase64Url(encoded.slice(0, 8));
  if (!start) return encoded;
  if (startsPacked(start)) {
    const bytes = decodeBase64Url(encoded);
    const redacted = bytes && redactPacked(engine, bytes, where, depth);
    return redacted === undefined || redacted === bytes ? encoded : asEncoded(redacted, encoded);
  }
  // The first bytes tell most of what is no text, without the price of a failed decoding.
  if (hasControls(String.fromCharCode(...start))) return encoded;
  const bytes = decodeBase64Url(encoded);
  const text = bytes && decodeUtf8(bytes);
  if (!text || hasControls(text)) return encoded;
  const redacted = redactText(engine, text, where, depth + 1);
  if (redacted === text) return encoded;
  return asEncoded(new TextEncoder().encode(redacted), encoded);
}

/** Bytes in the dialect of base64 that stood there before. */
function asEncoded(bytes: Uint8Array, encoded: string): string {
  const base64 = btoa(latin1(bytes));
  return /[-_]/.test(encoded) || !encoded.endsWith('=')
    ? base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
    : base64;
}

/** Binary data, one character a byte: tokens and addresses in it, each replaced at its own length. */
export function redactBinaryText(engine: Engine, binary: string, where: string): string {
  return binary
    .replace(JWT, (jwt) => (looksLikeJwt(jwt) ? fitted(redactJwt(engine, jwt, where), jwt.length) : jwt))
    .replace(EMAIL, (email) => fitted(engine.mark(email, 'email', where), email.length));
}

function unescapeJson(value: string): string {
  try {
    return JSON.parse(`"${value}"`) as string;
  } catch {
    return value;
  }
}
