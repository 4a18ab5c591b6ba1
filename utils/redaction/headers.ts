import { decodeBase64Url, decodePercent, decodeUtf8, encodeBase64Url } from '../oauth/encoding';
import type { Header } from '../session/observations';
import type { Engine } from './model';
import { redactCredential, redactText } from './text';
import { redactUrl, redactValue } from './url';

/** Headers with their secrets replaced; names, schemes and attributes stay. */
export function redactHeaders(engine: Engine, headers: readonly Header[], where: string): Header[] {
  return headers.map(({ name, value }) => ({
    name,
    value: redactHeader(engine, name.toLowerCase(), value, where),
  }));
}

function redactHeader(engine: Engine, name: string, value: string, where: string): string {
  switch (name) {
    case 'authorization':
    case 'proxy-authorization': {
      const [, scheme, credential] = /^(\S+)\s+(\S.*)$/s.exec(value) ?? [];
      if (!scheme || !credential) return value === '' ? value : engine.mark(value, name, where);
      return `${scheme} ${redactCredential(engine, scheme, credential.trim(), where)}`;
    }
    case 'cookie':
      return value
        .split(';')
        .map((pair) => redactCookie(engine, pair, where))
        .join(';');
    case 'set-cookie': {
      // Firefox joins several with line breaks.
      return value
        .split('\n')
        .map((line) => {
          const [pair = '', ...attributes] = line.split(';');
          return [redactCookie(engine, pair, where), ...attributes].join(';');
        })
        .join('\n');
    }
    case 'sec-websocket-protocol':
      return redactProtocols(
        engine,
        value.split(',').map((protocol) => protocol.trim()),
      ).join(', ');
    case 'sec-websocket-key':
    case 'sec-websocket-accept':
      return value;
    case 'location':
    case 'referer':
    case 'content-location':
      return redactUrl(engine, value, where);
    default:
      if (PLUMBING.test(name)) return redactText(engine, value, where);
      return redactValue(engine, name, value, where);
  }
}

/** Headers that say how a message is to be read, at every level. */
const PLUMBING =
  /^(accept.*|access-control-.*|cache-control|connection|content-(type|length|encoding|language)|date|expires|pragma|server|upgrade|vary|www-authenticate|sec-.*|origin|host|user-agent|dpop-nonce)$/;

function redactCookie(engine: Engine, pair: string, where: string): string {
  const [, before, value] = /^(\s*[^=]*=\s*)(.*?)\s*$/s.exec(pair) ?? [];
  if (before === undefined || !value) return pair;
  // A word ("theme=dark", "consent=1") is no session; a mark would only hide what the page does.
  if (value.length < 8 && engine.level !== 'everything') return pair;
  return before + engine.mark(decodePercent(value), 'cookie', where);
}

const KUBERNETES = 'base64url.bearer.authorization.k8s.io.';
const AFTER_PREFIX =
  /^(v1\.token\.websocket\.jupyter\.org\.|(?:bearer|access_token|token|jwt|auth|authorization)[.\-_:])(.+)$/i;

/** Offered subprotocols: each place where a token is known to travel, and every JWT. */
export function redactProtocols(engine: Engine, protocols: readonly string[]): string[] {
  const where = 'subprotocol';
  return protocols.map((protocol, i) => {
    if (protocol.startsWith(KUBERNETES)) {
      const token = decode(protocol.slice(KUBERNETES.length));
      return token === undefined ? protocol : KUBERNETES + encode(engine.mark(token, 'token', where));
    }
    const prefixed = AFTER_PREFIX.exec(protocol);
    if (prefixed) return prefixed[1] + engine.mark(prefixed[2]!, 'token', where);
    if (/^header-/i.test(protocol)) {
      const text = decode(protocol.slice('header-'.length));
      return text === undefined
        ? protocol
        : protocol.slice(0, 'header-'.length) + encode(redactText(engine, text, where));
    }
    const before = protocols[i - 1] ?? '';
    if (/^(bearer|access_token|token|jwt|auth|authorization)$/i.test(before))
      return engine.mark(protocol, 'token', where);
    return redactText(engine, protocol, where);
  });
}

function decode(encoded: string): string | undefined {
  const bytes = decodeBase64Url(encoded);
  return bytes && decodeUtf8(bytes);
}

function encode(text: string): string {
  return encodeBase64Url(new TextEncoder().encode(text));
}
