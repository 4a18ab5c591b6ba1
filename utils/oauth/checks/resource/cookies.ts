import type { Exchange } from '../../../session/exchanges';

export interface SetCookie {
  name: string;
  value: string;
  /** Names in lower case. */
  attributes: ReadonlyMap<string, string>;
  exchange: Exchange;
}

const MOST = 50;

const read = new WeakMap<Exchange, readonly SetCookie[]>();

/** Cookies that an answer sets (RFC 6265 §5.2); remembered by object identity. */
export function setCookies(exchange: Exchange): readonly SetCookie[] {
  const cookies = read.get(exchange) ?? readCookies(exchange);
  read.set(exchange, cookies);
  return cookies;
}

/** Firefox joins several headers with line breaks. */
function readCookies(exchange: Exchange): SetCookie[] {
  const lines = (exchange.responseHeaders ?? [])
    .filter(({ name }) => name.toLowerCase() === 'set-cookie')
    .flatMap(({ value }) => value.split('\n'));
  return lines.slice(0, MOST).flatMap((line) => {
    const [pair = '', ...rest] = line.slice(0, 8_192).split(';');
    const equals = pair.indexOf('=');
    if (equals < 1) return [];
    const attributes = new Map(
      rest.map((part) => {
        const [name = '', value = ''] = part.split('=', 2);
        return [name.trim().toLowerCase(), value.trim()] as const;
      }),
    );
    return [
      { name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim(), attributes, exchange },
    ];
  });
}

/** Whether a cookie's name says that it stands for a sign-in. Tokens against forgery (CSRF) are read by script on purpose. */
export function namesSession(name: string): boolean {
  return (
    /(?:^|[_.\-:])(?:session|sess|sid|ssid|auth|token|jwt)(?:id)?(?:$|[_.\-:])|session_?id$/i.test(name) &&
    !/csrf|xsrf/i.test(name)
  );
}

/** A cookie as evidence: its name and attributes, never its value. */
export function quoteCookie({ name, attributes }: SetCookie): string {
  const shown = [...attributes].map(([key, value]) => (value ? `${key}=${value.slice(0, 40)}` : key));
  return [`Set-Cookie: ${name.slice(0, 80)}=••••••`, ...shown.slice(0, 8)].join('; ').slice(0, 300);
}
