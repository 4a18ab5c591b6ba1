import { atExchange, isPlainText, proved, rfc, sessionCheck } from '../../../checks/authoring';

export const bearerTls = sessionCheck({
  id: 'oauth/bearer-tls',
  title: 'Access tokens travel over https only, this machine aside',
  severity: 'must',
  spec: rfc(6750, '5.3'),
  explanation:
    'A bearer token works for whoever has it. Over http everybody on the way can copy it and use it.',
  mend: 'Call the API over https.',
  evaluate({ session, exchange }) {
    const used = session.tokens.filter(
      ({ kind, uses }) => kind !== 'code' && uses.some(({ exchangeId }) => exchangeId !== undefined),
    );
    if (used.length === 0) return undefined;
    return used.flatMap(({ id, flowId, uses }) => {
      const use = uses.find(({ carrier, to }) => carrier !== 'form' && isPlainText(to));
      const seen = use && exchange(use.exchangeId);
      return use && seen
        ? [
            {
              ...proved('A token was sent over unencrypted http.', {
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
