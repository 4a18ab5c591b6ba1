import type { Body } from '../session/observations';
import { readFragment } from './url';

/** Parameters by name, the first value of each; a Map, so that a hostile `__proto__` is a name like any other. */
export type Parameters = ReadonlyMap<string, string>;

const NONE: Parameters = new Map();

/** A body longer than this carries no OAuth parameters worth looking for (characters). */
const LONGEST = 64 * 1024;

function collect(into: Map<string, string>, encoded: string): void {
  for (const [name, value] of new URLSearchParams(encoded)) if (!into.has(name)) into.set(name, value);
}

/**
 * Parameters in a URL's query and fragment (RFC 6749 §4.1.2, §4.2.2). A fragment's route prefix
 * is left out, so that hash routers are read as well. Never throws.
 */
export function urlParameters(url: URL): Parameters {
  if (!url.search && !url.hash) return NONE;
  const found = new Map<string, string>();
  if (url.search) collect(found, url.search);
  if (url.hash.includes('=')) collect(found, readFragment(url.hash));
  return found;
}

/**
 * Parameters of a request body: form fields, urlencoded text, or the top level of a JSON object
 * (strings as they are, other values as JSON). Anything else gives none. Never throws.
 */
export function bodyParameters(body: Body | undefined): Parameters {
  if (!body) return NONE;
  if (body.state === 'form') {
    const found = new Map<string, string>();
    for (const [name, value] of body.fields) if (!found.has(name)) found.set(name, value);
    return found;
  }
  if (body.state !== 'text' || body.text.length > LONGEST) return NONE;
  const text = body.text.trim();
  if (text.startsWith('{')) return jsonParameters(text);
  if (!/^[^\s=&<>{}]+=/.test(text)) return NONE;
  const found = new Map<string, string>();
  collect(found, text);
  return found;
}

function jsonParameters(text: string): Parameters {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return NONE;
    const entries = Object.entries(value).map(([name, field]) => {
      return [name, typeof field === 'string' ? field : JSON.stringify(field)] as const;
    });
    return new Map(entries);
  } catch {
    return NONE;
  }
}

/** JWS or JWE compact serialisation (RFC 7515 §7.1, RFC 7516 §7.1): a base64url JSON header and dots. */
export function looksLikeJwt(value: string | undefined): boolean {
  return value !== undefined && /^ey[\w-]+(\.[\w-]*){2,4}$/.test(value);
}
