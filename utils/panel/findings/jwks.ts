import { t } from '../../i18n';
import { isObject, type JsonObject, parseJson } from '../../oauth/encoding';

export type ReadJwks = { ok: true; jwks: JsonObject; count: number } | { ok: false; error: string };

/** Longest text that is read, in UTF-16 units: a key set of hundreds of keys has a tenth of it. */
const LONGEST = 1_000_000;

/** Members that only a private or symmetric key has, RFC 7518 §6. */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Reads a JSON Web Key Set (RFC 7517 §5) that somebody pasted or a server answered with. Never throws; keys with a private part are refused. */
export function readJwks(text: string): ReadJwks {
  if (text.length > LONGEST) return wrong(t('findings.keysTooLong'));
  const json = parseJson(text);
  if (!isObject(json)) return wrong(t('findings.keysNotJson'));
  if (!Array.isArray(json.keys)) return wrong(t('findings.keysNoMember'));
  const keys = json.keys.filter((key): key is JsonObject => isObject(key) && typeof key.kty === 'string');
  if (keys.length === 0) return wrong(t('findings.keysNone'));
  if (keys.some((key) => PRIVATE.some((name) => Object.hasOwn(key, name))))
    return wrong(t('findings.keysPrivate'));
  return { ok: true, jwks: { keys }, count: keys.length };
}

/** A link that may be opened. The URL comes from page data: anything but a web address is refused. */
export function linkTo(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

function wrong(error: string): ReadJwks {
  return { ok: false, error };
}
