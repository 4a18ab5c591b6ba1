import { atExchange, proved, rfc, sessionCheck } from '../../../checks/authoring';
import { ownString } from '../../encoding';
import { sentProofs } from './dpop-proofs';

export const dpopJtiReused = sessionCheck({
  id: 'oauth/dpop-jti-reused',
  title: 'Every DPoP proof is used once',
  severity: 'should',
  spec: rfc(9449, '11.1'),
  explanation:
    'A proof that is sent again looks like one that was stolen and replayed; servers that remember jti refuse it.',
  mend: 'Make a new proof, with a new jti, for every request and every retry.',
  evaluate(context) {
    const first = new Map<string, string>();
    return sentProofs(context)?.flatMap(({ exchange, jwt, flowId }) => {
      const jti = ownString(jwt?.claims, 'jti');
      if (!jti) return [];
      const before = first.get(jti);
      first.set(jti, before ?? exchange.requestId);
      // The hops of one redirected request repeat its headers.
      return before !== undefined && before !== exchange.requestId
        ? [
            {
              ...proved(
                'The same DPoP proof, or its jti, was sent twice.',
                atExchange(exchange, `jti=${jti.slice(0, 60)}`),
              ),
              flowId,
            },
          ]
        : [];
    });
  },
});
