import { atExchange, proved, rfc, say, sessionCheck } from '../../../checks/authoring';
import { bearerOf, factsOf } from '../../facts';
import { valueIn } from '../../url';

export const oneTokenTransport = sessionCheck({
  id: 'oauth/one-token-transport',
  title: 'A request carries its token in one place',
  severity: 'must',
  spec: rfc(6750, '2'),
  explanation:
    'A token may go in the Authorization header, in the form, or (better not) in the URL, but in one of them only. If two differ, servers disagree on which counts.',
  mend: 'Send the Authorization header alone.',
  evaluate({ session, stepOf }) {
    const carrying = [...session.exchanges.values()].flatMap((exchange) => {
      const facts = factsOf(exchange);
      if (!facts || exchange.type === 'websocket') return [];
      const places = [
        bearerOf(facts) && 'Authorization header',
        valueIn(facts.url.query, 'access_token') && 'query',
        valueIn(facts.form, 'access_token') && 'form',
      ].filter((place) => typeof place === 'string' && place !== '');
      return places.length ? [{ exchange, places }] : [];
    });
    if (carrying.length === 0) return undefined;
    return carrying
      .filter(({ places }) => places.length > 1)
      .slice(0, 20)
      .map(({ exchange, places }) => ({
        ...proved(
          say`One request carries a token in ${places.length} places: ${places.join(', ')}.`,
          atExchange(exchange),
        ),
        flowId: stepOf(exchange.id)?.flow.id,
      }));
  },
});
