import { atExchange, proved, rfc, sessionCheck } from '../../../checks/authoring';

export const dpopAsBearer = sessionCheck({
  id: 'oauth/dpop-as-bearer',
  title: 'A key-bound token is sent with its proof (DPoP), not as Bearer',
  severity: 'must',
  spec: rfc(9449, '7.2'),
  explanation:
    'A token that is bound to a key is worth something only together with a proof made with that key. Sent as an ordinary Bearer token the binding is not used, and an API that takes it so gives up the protection.',
  mend: 'Send Authorization: DPoP with the token, and a DPoP header with a fresh proof.',
  evaluate({ session, exchange }) {
    const bound = session.tokens.filter(
      ({ kind, boundKey, tokenType, uses }) =>
        kind === 'access' &&
        uses.length > 0 &&
        (boundKey !== undefined || tokenType?.toLowerCase() === 'dpop'),
    );
    if (bound.length === 0) return undefined;
    return bound.flatMap(({ id, flowId, uses }) => {
      const use = uses.find(({ carrier }) => carrier === 'header-bearer');
      const seen = use && exchange(use.exchangeId);
      return use && seen
        ? [
            {
              ...proved('A token that is bound to a key was sent as Bearer.', {
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
