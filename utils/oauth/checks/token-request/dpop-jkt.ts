import { atExchange, atParameter, flowCheck, proved, rfc } from '../../../checks/authoring';
import { jwkThumbprint } from '../../digest';
import { isObject } from '../../encoding';
import { dpopProofOf, factsOf } from '../../facts';

export const dpopJkt = flowCheck({
  id: 'oauth/dpop-jkt',
  title: 'The code is redeemed with the key that it was bound to',
  severity: 'must',
  spec: rfc(9449, '10'),
  explanation:
    'dpop_jkt in the authorization request announces the key (by its thumbprint) that will redeem the code. The token request has to be signed with that key, so that nobody else’s can take the code.',
  mend: 'Keep the key pair from the authorization request until the code is redeemed.',
  evaluate({ asked, steps, exchange }) {
    const announced = asked?.parameter('dpop_jkt');
    if (!asked || !announced) return undefined;
    const redeemed = steps('token_request').flatMap((step) => {
      const seen = exchange(step);
      const facts = seen && factsOf(seen);
      const jwk = facts && dpopProofOf(facts)?.header.jwk;
      return seen && step.request.some(({ name }) => name === 'code')
        ? [{ seen, jkt: isObject(jwk) ? jwkThumbprint(jwk) : undefined }]
        : [];
    });
    if (redeemed.length === 0) return undefined;
    return redeemed.flatMap(({ seen, jkt }) => {
      if (jkt === announced.value) return [];
      const text = jkt
        ? 'The code was redeemed with another key than dpop_jkt announced.'
        : 'dpop_jkt announced a key, and the token request has no DPoP proof.';
      return [
        proved(
          text,
          atParameter(asked.carrier('dpop_jkt'), announced),
          atExchange(seen, `thumbprint of the proof’s key: ${jkt ?? 'none'}`),
        ),
      ];
    });
  },
});
