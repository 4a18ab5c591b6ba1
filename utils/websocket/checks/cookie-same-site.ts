import {
  atExchange,
  atSocket,
  inferred,
  proved,
  say,
  socketCheck,
  websocketSecurity,
} from '../../checks/authoring';
import { namesSession, quoteCookie, type SetCookie, setCookies } from '../../oauth/checks/resource/cookies';
import type { Exchange } from '../../session/exchanges';
import { handshakeCookies } from './handshake-cookies';

/** Cookies by name that were set for a host, remembered for each version of the exchanges. */
const bySession = new WeakMap<ReadonlyMap<string, Exchange>, Map<string, SetCookie[]>>();

function cookiesSet(exchanges: ReadonlyMap<string, Exchange>): Map<string, SetCookie[]> {
  const known = bySession.get(exchanges);
  if (known) return known;
  const index = new Map<string, SetCookie[]>();
  for (const exchange of exchanges.values())
    for (const cookie of setCookies(exchange))
      index.set(cookie.name, [...(index.get(cookie.name) ?? []).slice(-20), cookie]);
  bySession.set(exchanges, index);
  return index;
}

export const cookieSameSite = socketCheck({
  id: 'websocket/cookie-same-site',
  title: 'The handshake’s session cookie has SameSite',
  severity: 'should',
  spec: websocketSecurity('Cross-Site WebSocket Hijacking'),
  explanation:
    'SameSite=Lax or Strict keeps the cookie out of handshakes that other sites start. Without the attribute it depends on the browser: Chrome treats it as Lax, others send it along.',
  mend: 'Set SameSite=Lax (or Strict) on the cookie.',
  evaluate(subject) {
    const { socket, context } = subject;
    const host = URL.parse(socket.url)?.hostname;
    const session = handshakeCookies(subject)?.filter(namesSession) ?? [];
    const set = cookiesSet(context.session.exchanges);
    const known = session.flatMap(
      (name) =>
        set
          .get(name)
          ?.findLast(({ exchange, attributes }) => covers(exchange.url, attributes.get('domain'), host)) ??
        [],
    );
    if (known.length === 0) return undefined;
    return known
      .filter(({ attributes }) => !attributes.get('samesite'))
      .map((cookie) => {
        const carries = context.tokenOf(cookie.value) !== undefined;
        const at = [
          atSocket(socket.id, `Cookie: ${cookie.name.slice(0, 60)}=••••••`),
          atExchange(cookie.exchange, quoteCookie(cookie)),
        ];
        return (carries ? proved : inferred)(
          say`The cookie “${cookie.name.slice(0, 60)}” went with the handshake and has no SameSite.`,
          ...at,
        );
      });
  },
});

function covers(setBy: string, domain: string | undefined, host: string | undefined): boolean {
  const own = URL.parse(setBy)?.hostname;
  if (host === undefined || own === undefined) return false;
  return (
    own === host ||
    (domain !== undefined && domain !== '' && `.${host}`.endsWith(`.${domain.replace(/^\./, '')}`))
  );
}
