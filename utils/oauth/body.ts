import type { Body } from '../session/observations';
import { decodeUtf8, isObject, type JsonObject, parseJson, writeValue } from './encoding';
import { decodeJwt } from './jwt';
import { type Pair, parsePairs } from './url';

/** A message body as named values, whatever it was written in. */
export interface ReadBody {
  fields: readonly Pair[];
  /** The JSON object, or the claims of a signed answer (OIDC Core §5.3.2). */
  json?: JsonObject;
  format: 'form' | 'json' | 'jwt' | 'xml' | 'other' | 'none';
  text?: string;
  truncated: boolean;
}

const NOTHING: ReadBody = { fields: [], format: 'none', truncated: false };
const LONGEST = 1024 * 1024;
const DEEPEST = 3;
const MOST_FIELDS = 200;

/** An object's values under dotted names: vendors nest tokens (`authed_user.access_token`, `body.access_token`). */
function flatten(object: JsonObject, prefix: string, depth: number, into: Pair[]): void {
  for (const [key, value] of Object.entries(object)) {
    if (into.length >= MOST_FIELDS) return;
    if (isObject(value) && depth < DEEPEST) flatten(value, `${prefix}${key}.`, depth + 1, into);
    else if (value !== undefined) {
      into.push([prefix + key, writeValue(value)]);
    }
  }
}

function fromObject(json: JsonObject, format: 'json' | 'jwt', text: string, truncated: boolean): ReadBody {
  const fields: Pair[] = [];
  flatten(json, '', 1, fields);
  return { fields, json, format, text, truncated };
}

/** The whole string members of a JSON text that was cut off. */
function scanJson(text: string): Pair[] {
  const fields: Pair[] = [];
  for (const [, name, value] of text.matchAll(
    /"([\w-]{1,60})"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+(?=\s*[,}]))/g,
  )) {
    const parsed = parseJson(value!);
    fields.push([name!, String(parsed)]);
    if (fields.length >= MOST_FIELDS) break;
  }
  return fields;
}

function scanXml(text: string): Pair[] {
  const fields: Pair[] = [];
  for (const [, name, value] of text.matchAll(/<([A-Za-z_][\w-]{0,60})>([^<]*)<\/\1>/g)) {
    const plain = value!.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity]!);
    fields.push([name!, plain.trim()]);
    if (fields.length >= MOST_FIELDS) break;
  }
  return fields;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** One vendor answers a script tag: `callback( {…} );`. */
const unwrapped = (text: string): string => /^callback\(\s*(\{[\s\S]*\})\s*\);?$/.exec(text)?.[1] ?? text;

function readText(whole: string, mime: string, cut: boolean): ReadBody {
  const truncated = cut || whole.length > LONGEST;
  const text = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
  const trimmed = unwrapped(text.trim());
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    const json = truncated ? undefined : parseJson(trimmed);
    if (isObject(json)) return fromObject(json, 'json', text, false);
    return { fields: truncated ? scanJson(trimmed) : [], format: 'json', text, truncated };
  }
  if (trimmed.startsWith('<')) {
    const xml = /\bxml\b/.test(mime) || trimmed.startsWith('<?xml') || /^<OAuth\b/i.test(trimmed);
    return { fields: xml ? scanXml(trimmed) : [], format: xml ? 'xml' : 'other', text, truncated };
  }
  const claims = decodeJwt(trimmed)?.claims;
  if (claims) return fromObject(claims, 'jwt', text, truncated);
  // One vendor answers a form as text/plain: believe the shape, not the label.
  if (/x-www-form-urlencoded/.test(mime) || /^[\w.~%-]+=[^\s<>{}"]*$/.test(trimmed)) {
    return { fields: parsePairs(trimmed), format: 'form', text, truncated };
  }
  return { fields: [], format: 'other', text, truncated };
}

/**
 * Reads a request or response body: form, JSON (nested, truncated), XML, signed JWT.
 * `mime` is the message's Content-Type. Broken input gives no fields; nothing is thrown.
 */
export function readBody(body: Body | undefined, mime: string): ReadBody {
  switch (body?.state) {
    case 'form':
      return { fields: body.fields, format: 'form', truncated: false };
    case 'text':
      return readText(body.text, (body.mime ?? mime).toLowerCase(), body.truncated === true);
    case 'binary': {
      const text = decodeUtf8(body.bytes.subarray(0, LONGEST));
      return text === undefined
        ? NOTHING
        : readText(text, (body.mime ?? mime).toLowerCase(), body.truncated === true);
    }
    default:
      return NOTHING;
  }
}
