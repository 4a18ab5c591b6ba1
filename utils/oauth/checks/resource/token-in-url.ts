import { atExchange, proved, rfc, sessionCheck } from '../../../checks/authoring';

export const tokenInUrl = sessionCheck({
  id: 'oauth/token-in-url',
  title: 'No access token stands in a request’s URL',
  severity: 'must',
  spec: rfc(9700, '4.3.2'),
  explanation:
    'URLs are written to the logs of servers and proxies and kept in histories. An access token in one can be used by whoever reads them.',
  mend: 'Send the token in the Authorization header.',
  evaluate({ session, exchange }) {
    const used = session.tokens.filter(({ uses }) => uses.some(({ exchangeId }) => exchangeId !== undefined));
    if (used.length === 0) return undefined;
    return used.flatMap(({ id, flowId, uses }) => {
      const use = uses.find(({ carrier }) => carrier === 'query');
      const seen = use && exchange(use.exchangeId);
      return use && seen
        ? [
            {
              ...proved('The access token stands in the URL of a request.', {
                ...atExchange(seen),
                stepId: use.stepId,
                tokenId: id,
              }),
              flowId,
            },
          ]
        : [];
    });
  },
});
