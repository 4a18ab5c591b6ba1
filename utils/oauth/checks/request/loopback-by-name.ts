import { atParameter, flowCheck, inferred, rfc } from '../../../checks/authoring';
import { originOf } from '../../url';

export const loopbackByName = flowCheck({
  id: 'oauth/loopback-by-name',
  title: 'A native app names the loopback address by IP',
  severity: 'should',
  spec: rfc(8252, '8.3'),
  explanation:
    'An app on this machine that takes the answer at http://localhost can miss it, or hand it to another interface, when the name resolves to something else. 127.0.0.1 and [::1] cannot. A development web server at localhost is meant to be there and is left alone.',
  mend: 'Use http://127.0.0.1:{port} (or [::1]) as redirect URI.',
  evaluate({ asked, exchange, context }) {
    const redirectUri = asked?.parameter('redirect_uri');
    const origin = originOf(redirectUri?.value);
    if (!asked || !redirectUri || !origin?.startsWith('http://')) return undefined;
    const host = URL.parse(origin)!.hostname;
    if (host !== 'localhost') return /^(?:127\.|\[::1\])/.test(host) ? [] : undefined;
    const { initiator } = exchange(asked.step) ?? {};
    const web =
      originOf(initiator) === origin ||
      context.session.navigations.some(
        ({ url, sameDocument }) => !sameDocument && originOf(url) === origin,
      ) ||
      [...context.session.exchanges.values()].some((seen) => originOf(seen.initiator) === origin);
    if (web) return [];
    const text =
      'The answer goes to “localhost” by name, and no web page of that address was seen: this looks like a native app.';
    return [inferred(text, atParameter(asked.carrier('redirect_uri'), redirectUri))];
  },
});
