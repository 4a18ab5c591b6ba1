import {
  atExchange,
  browserBasedApps,
  graded,
  inferred,
  isLoopback,
  type Problem,
  proved,
  say,
  sessionCheck,
} from '../../../checks/authoring';
import { namesSession, quoteCookie, type SetCookie, setCookies } from './cookies';

function judge(cookie: SetCookie, carriesToken: boolean): Problem[] {
  const { name, attributes, exchange } = cookie;
  const at = atExchange(exchange, quoteCookie(cookie));
  const state = carriesToken ? proved : inferred;
  const what = carriesToken
    ? say`The cookie “${name.slice(0, 60)}” carries a token`
    : say`The cookie “${name.slice(0, 60)}” looks like a session`;
  const problems: Problem[] = [];
  // Without Secure it goes to the http address of the same name too, where others listen.
  if (!attributes.has('secure') && !isLoopback(exchange.url))
    problems.push(graded(carriesToken ? 'must' : 'should', state(say`${what} and is not Secure.`, at)));
  // Some servers have their session-state frame read a cookie on purpose: its name alone proves nothing.
  if (!attributes.has('httponly'))
    problems.push(
      graded(
        carriesToken ? 'must' : 'information',
        state(say`${what} and script can read it (no HttpOnly).`, at),
      ),
    );
  if (!attributes.get('samesite'))
    problems.push(
      graded(
        carriesToken ? 'should' : 'information',
        state(say`${what} and does not say where it may be sent (no SameSite).`, at),
      ),
    );
  return problems;
}

export const cookieAttributes = sessionCheck({
  id: 'oauth/cookie-attributes',
  title: 'Cookies that stand for a sign-in are Secure, HttpOnly and SameSite',
  severity: 'must',
  spec: browserBasedApps('Cookie Security'),
  explanation:
    'A cookie that holds a session or a token is as good as the password while it lives. Secure keeps it off plain http, HttpOnly out of the reach of scripts, SameSite out of requests that other sites make.',
  mend: 'Set-Cookie: __Host-name=…; Path=/; Secure; HttpOnly; SameSite=Lax (or Strict).',
  evaluate({ session, tokenOf, stepOf }) {
    const seen = new Map<string, { cookie: SetCookie; carriesToken: boolean }>();
    for (const exchange of session.exchanges.values()) {
      for (const cookie of setCookies(exchange)) {
        const carriesToken = cookie.value.length >= 16 && tokenOf(cookie.value) !== undefined;
        // An empty or expired one is being deleted.
        const deleted =
          cookie.value === '' ||
          cookie.attributes.get('max-age') === '0' ||
          /19[67]0/.test(cookie.attributes.get('expires') ?? '');
        if (deleted || !(carriesToken || namesSession(cookie.name))) continue;
        seen.set(`${URL.parse(exchange.url)?.hostname} ${cookie.name}`, { cookie, carriesToken });
      }
    }
    if (seen.size === 0) return undefined;
    return [...seen.values()].slice(0, 50).flatMap(({ cookie, carriesToken }) =>
      judge(cookie, carriesToken).map((problem) => ({
        ...problem,
        flowId: stepOf(cookie.exchange.id)?.flow.id,
      })),
    );
  },
});
