import { atExchange, headerOf, proved, quoteUrl, rfc, say, sessionCheck } from '../../../checks/authoring';
import { originOf, readUrl } from '../../url';

export const refererLeak = sessionCheck({
  id: 'oauth/referer-leak',
  title: 'No code, state or token leaks in a Referer header',
  severity: 'should',
  spec: rfc(9700, '4.2.4'),
  explanation:
    'A browser can tell the next site which page it came from, with the whole URL. If that URL is the callback, the other site receives the code or the token. What counts is the header that was sent, not the policy.',
  mend: 'Send Referrer-Policy: no-referrer with the callback page, load nothing foreign there, and clean the URL at once.',
  evaluate({ session, tokenOf, flows }) {
    const states = new Set(flows.flatMap(({ asked }) => asked?.value('state') ?? []));
    const referred = [...session.exchanges.values()].flatMap((exchange) => {
      const referer = headerOf(exchange.requestHeaders, 'referer');
      return referer ? [{ exchange, referer }] : [];
    });
    if (referred.length === 0 || flows.length === 0) return undefined;
    return referred.flatMap(({ exchange, referer }) => {
      // A site’s own server knows what its own page was called with.
      if (!referer.includes('?') || originOf(referer) === originOf(exchange.url)) return [];
      const leaked = readUrl(referer)?.query.find(
        ([name, value]) => (name === 'state' && states.has(value)) || tokenOf(value) !== undefined,
      );
      if (!leaked) return [];
      const quote = `Referer: ${quoteUrl(referer)}`;
      return [
        proved(
          say`${leaked[0]} was told to another site in the Referer header.`,
          atExchange(exchange),
          atExchange(exchange, quote),
        ),
      ];
    });
  },
});
