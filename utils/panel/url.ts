import { isShortForm, secretKind } from '../redaction/names';

/** A URL cut for reading: what may be shown, and what is a credential. */
export interface UrlParts {
  /** `ws`, `wss`, `https`… */
  scheme: string;
  /** With its port where the URL names one. */
  host: string;
  path: string;
  query: readonly QueryPart[];
  fragment: string;
}

export interface QueryPart {
  name: string;
  value: string;
  secret: boolean;
}

/** A JSON Web Token in compact form, RFC 7519 §3.1. */
const JWT = /^eyJ[\w-]{8,}\.[\w-]+\.[\w-]*$/;

/**
 * Whether a parameter's value is to be masked: by the names that exports redact, or because it is a token by its
 * form. The screen masks a `code` or a `key` of any length: a click shows it.
 */
export function isSecretParameter(name: string, value: string): boolean {
  return value !== '' && (isShortForm(name) || secretKind(name, value) !== undefined || JWT.test(value));
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** URLs that lists draw again and again are cut once. */
const CUT = new Map<string, UrlParts>();
const MOST_CUT = 2_000;

/** Takes any string; one that is no absolute URL is all path. RFC 3986 §3. */
export function splitUrl(url: string): UrlParts {
  const known = CUT.get(url);
  if (known) return known;
  if (CUT.size >= MOST_CUT) CUT.clear();
  const parts = cut(url);
  CUT.set(url, parts);
  return parts;
}

function cut(url: string): UrlParts {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#]*@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/i.exec(
    url,
  );
  if (!match) return { scheme: '', host: '', path: url, query: [], fragment: '' };
  const [, scheme, host, path, query, fragment] = match;
  const parts = query === undefined || query === '' ? [] : query.split('&');
  return {
    scheme: scheme!.toLowerCase(),
    host: host!,
    path: path || '/',
    query: parts.map((part) => {
      const at = part.indexOf('=');
      const name = decode(at < 0 ? part : part.slice(0, at));
      const value = at < 0 ? '' : decode(part.slice(at + 1));
      return { name, value, secret: isSecretParameter(name, value) };
    }),
    fragment: fragment ?? '',
  };
}

const DOTS = '•••';

/** The URL as one line with every credential as dots, in query and fragment: for lists and tooltips. */
export function maskUrl(url: string): string {
  const { scheme, host, path, query, fragment } = splitUrl(url);
  if (!scheme) return maskRelative(path);
  const search = query.map(({ name, value, secret }) => `${name}=${secret ? DOTS : value}`).join('&');
  return `${scheme}://${host}${path}${search && `?${search}`}${fragment && `#${maskFragment(fragment)}`}`;
}

function maskRelative(url: string): string {
  const hash = url.indexOf('#');
  const [path = '', ...query] = (hash < 0 ? url : url.slice(0, hash)).split('?');
  const search = query.length > 0 ? `?${maskPairs(query.join('?'))}` : '';
  return `${path}${search}${hash < 0 ? '' : `#${maskFragment(url.slice(hash + 1))}`}`;
}

/** An implicit answer (RFC 6749 §4.2.2) is the whole fragment, or stands behind the route of a single page's router. */
function maskFragment(fragment: string): string {
  const query = fragment.indexOf('?') + 1;
  return fragment.slice(0, query) + maskPairs(fragment.slice(query));
}

function maskPairs(pairs: string): string {
  return pairs
    .split('&')
    .map((pair) => {
      const value = pair.indexOf('=') + 1;
      const name = decode(pair.slice(0, Math.max(value - 1, 0)));
      return isSecretParameter(name, decode(pair.slice(value))) ? pair.slice(0, value) + DOTS : pair;
    })
    .join('&');
}

/** Whether a host is this machine, its port left aside: what is sent there leaves it not. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return (
    name === 'localhost' || name.endsWith('.localhost') || /^127(\.\d+){3}$/.test(name) || name === '[::1]'
  );
}

/** The port that a connection is made to, named or implied: RFC 6455 §3. */
export function portOf(url: string): number | undefined {
  const { scheme, host } = splitUrl(url);
  const named = /:(\d+)$/.exec(host)?.[1];
  if (named) return Number(named);
  return { ws: 80, http: 80, wss: 443, https: 443 }[scheme];
}

/** Part of a path that names one thing of many: a number, a UUID, something long and random. */
const ONE_OF_MANY = /^(\d+|[0-9a-f]{8}-[0-9a-f-]{27}|(?=.*\d)[\w-]{16,})$/i;

/** What URLs of one kind of connection share: scheme, host and path, ids as `*`, without query. */
export function urlPattern(url: string): string {
  if (!URL.canParse(url)) return url.slice(0, 200);
  const { protocol, host, pathname } = new URL(url);
  const path = pathname.split('/').map((part) => (ONE_OF_MANY.test(part) ? '*' : part));
  return `${protocol}//${host}${path.join('/')}`.slice(0, 500);
}
