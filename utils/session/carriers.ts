import { decodeBase64Url, decodePercent, decodeUtf8 } from '../oauth/encoding';
import type { TokenCarrier } from '../oauth/model';
import type { FirstMessage, Socket } from '../websocket/model';
import { CREDENTIAL_NAME, withoutScheme } from './credential-names';
import { headerOf } from './headers';
import { type MessageCredential, messageCredentials } from './message-credentials';

/** A value that a socket carried in a place where credentials travel. */
export interface Carried {
  value: string;
  carrier: TokenCarrier;
  /** Name of the query parameter, the subprotocol, the cookie, or the message's JSON path. */
  where: string;
  at: number;
  /** Its place says that it is a credential. Without it, only a value seen issued counts. */
  named: boolean;
}

/** Everything that a socket carried where a token could be, the named places and the others. Never throws. */
export function carriedBy(socket: Socket): Carried[] {
  return [...inQuery(socket), ...inSubprotocols(socket), ...inFirstMessages(socket), ...inCookies(socket)];
}

function inQuery({ url, createdAt }: Socket): Carried[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({
    value: withoutScheme(value),
    carrier: 'ws-query',
    where: name,
    at: createdAt,
    named: CREDENTIAL_NAME.test(name),
  }));
}

/** Prefixes after which a subprotocol carries base64url of a token, or the token itself. */
const ENCODED_PREFIX = 'base64url.bearer.authorization.k8s.io.';
const PLAIN_PREFIX =
  /^(v1\.token\.websocket\.jupyter\.org\.|(?:bearer|access_token|token|jwt|auth|authorization)[.\-_:])(.+)$/i;

function inSubprotocols({ protocols, createdAt }: Socket): Carried[] {
  return protocols.flatMap((protocol, i): Carried[] => {
    const carried = (value: string, where: string, named: boolean): Carried => ({
      value: withoutScheme(value),
      carrier: 'ws-subprotocol',
      where,
      at: createdAt,
      named,
    });
    if (protocol.startsWith(ENCODED_PREFIX)) {
      const value = decodeText(protocol.slice(ENCODED_PREFIX.length));
      return value === undefined ? [] : [carried(value, ENCODED_PREFIX.slice(0, -1), true)];
    }
    const plain = PLAIN_PREFIX.exec(protocol);
    if (plain) return [carried(plain[2]!, plain[1]!.slice(0, -1), true)];
    if (/^header-/i.test(protocol)) {
      // AWS AppSync: the authorization headers as base64url JSON.
      const text = decodeText(protocol.slice('header-'.length));
      return messageCredentials(text ?? '').map(({ value, path, named }) =>
        carried(value, `header-: ${path}`, named),
      );
    }
    const before = protocols[i - 1];
    return [
      carried(
        protocol,
        before ? `after "${before}"` : 'subprotocol',
        before !== undefined && CREDENTIAL_NAME.test(before),
      ),
    ];
  });
}

function inFirstMessages({ firstSent }: Socket): Carried[] {
  return firstSent.flatMap((message) => {
    const { at, seq } = message;
    return credentialsOf(message).map(({ value, path, named }) => ({
      value,
      carrier: 'ws-first-message' as const,
      where: `message ${seq + 1}: ${path}`,
      at,
      named,
    }));
  });
}

/** A message is looked through once: sockets are tied anew with every change of any of them. */
const lookedThrough = new WeakMap<FirstMessage, readonly MessageCredential[]>();

function credentialsOf(message: FirstMessage): readonly MessageCredential[] {
  let credentials = lookedThrough.get(message);
  if (!credentials) {
    credentials = messageCredentials(message.text);
    lookedThrough.set(message, credentials);
  }
  return credentials;
}

function inCookies({ handshake, createdAt }: Socket): Carried[] {
  const header = headerOf(handshake?.requestHeaders, 'cookie') ?? '';
  return header.split(';').flatMap((pair): Carried[] => {
    const equals = pair.indexOf('=');
    if (equals < 0) return [];
    const value = pair
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    // A cookie's name rarely says what it holds; only a value that is a token's, or a JWT's shape, tells.
    return [
      {
        value: decodePercent(value),
        carrier: 'cookie',
        where: pair.slice(0, equals).trim(),
        at: createdAt,
        named: false,
      },
    ];
  });
}

/** Text of base64url; undefined where it is none or not UTF-8. */
function decodeText(encoded: string): string | undefined {
  const bytes = decodeBase64Url(encoded);
  return bytes && decodeUtf8(bytes);
}
