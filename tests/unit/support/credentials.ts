import { textsOf } from './leaks';

/** What only its owner may have, by the names of the protocol; written down here anew, not taken from the product. */
const NAMES =
  /(?<![\w.])(?:access_token|refresh_token|id_token|id_token_hint|code_verifier|client_secret|password|assertion|client_assertion|device_code|subject_token|actor_token|registration_access_token|logout_token|token|code)(?:"\s*:\s*"|=)([^"&\s#;,<>\\']+)/g;

/** Fewer characters may stand anywhere by chance. */
const SHORTEST = 10;

const JWT = /eyJ[\w-]+\.[\w-]+\.([\w-]{20,})/g;

/** The credentials that stand in a journal at their places, by a simple reader of its own. */
export function credentialsIn(journal: unknown): string[] {
  const found = new Set<string>();
  const add = (value: string | undefined) => {
    if (value && value.length >= SHORTEST && !value.startsWith('urn:')) found.add(value);
  };
  for (const text of textsOf(journal)) {
    for (const [, value] of text.matchAll(NAMES)) add(decoded(value!));
    // A JWT can be read redacted: what may not be found is its signature.
    for (const [, signature] of text.matchAll(JWT)) add(signature);
  }
  for (const [name, value] of pairsOf(journal)) {
    if (/^(?:code|password|client_secret|code_verifier|refresh_token|access_token)$/.test(name)) add(value);
    if (/^(?:proxy-)?authorization$/i.test(name)) add(/^\S+ (\S{10,})$/.exec(value)?.[1]);
    if (/^cookie$/i.test(name)) for (const pair of value.split('; ')) add(pair.slice(pair.indexOf('=') + 1));
    if (/^set-cookie$/i.test(name)) add(/^[^=]+=([^;]*)/.exec(value)?.[1]);
  }
  return [...found];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Every `{name, value}` and every pair of texts. */
function pairsOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if (Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string'))
    return [value as [string, string]];
  const { name, value: held } = value as { name?: unknown; value?: unknown };
  if (typeof name === 'string' && typeof held === 'string') return [[name, held]];
  return Object.values(value).flatMap(pairsOf);
}
