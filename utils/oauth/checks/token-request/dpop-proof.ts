import { atExchange, headerOf, proved, rfc, say, sessionCheck } from '../../../checks/authoring';
import { s256 } from '../../digest';
import { isObject, type JsonObject, ownString } from '../../encoding';
import { answeredAt, bearerOf, factsOf } from '../../facts';
import { endpointOf } from '../../url';
import { numberIn } from '../claims';
import { momentOf, mustBeAhead, mustHaveCome } from '../clock';
import { signatureOf } from '../signature';
import { type SentProof, sentProofs } from './dpop-proofs';

function headerFaults(header: JsonObject): string[] {
  const faults: string[] = [];
  if (ownString(header, 'typ')?.toLowerCase() !== 'dpop+jwt') faults.push('typ is not dpop+jwt');
  const alg = ownString(header, 'alg') ?? '';
  if (alg === 'none' || alg.startsWith('HS')) faults.push('alg is not asymmetric');
  if (!isObject(header.jwk)) faults.push('jwk is missing');
  else if (['d', 'p', 'q', 'k'].some((name) => ownString(header.jwk as JsonObject, name)))
    faults.push('jwk holds the private key');
  return faults;
}

function claimFaults(claims: JsonObject, { exchange }: SentProof): string[] {
  const faults: string[] = [];
  if (!ownString(claims, 'jti')) faults.push('jti is missing');
  if (ownString(claims, 'htm')?.toUpperCase() !== exchange.method.toUpperCase())
    faults.push('htm is not the request’s method');
  const htu = ownString(claims, 'htu');
  // RFC 9449 §4.3: query and fragment do not count, and URLs are compared normalised.
  if (!htu || endpointOf(htu) !== endpointOf(exchange.url)) faults.push('htu is not the request’s address');
  const iat = numberIn(claims, 'iat');
  if (iat === undefined) faults.push('iat is missing');
  else {
    const moment = momentOf(exchange);
    const wrong =
      mustHaveCome(iat * 1000, moment).state === 'wrong' || mustBeAhead(iat * 1000, moment).state === 'wrong';
    if (wrong) faults.push('iat is more than five minutes away from the request');
  }
  const facts = factsOf(exchange);
  const bearer = facts && bearerOf(facts);
  if (
    bearer?.carrier === 'header-dpop' &&
    !bearer.value.startsWith('[redacted ') &&
    claims.ath !== s256(bearer.value)
  )
    faults.push('ath is not the hash of the access token');
  return faults;
}

/** The nonce that the server asked for in the answer before (RFC 9449 §8), if this proof leaves it out. */
function missesNonce(proof: SentProof, before: readonly SentProof[]): boolean {
  const previous = before.findLast(
    ({ exchange }) => endpointOf(exchange.url) === endpointOf(proof.exchange.url),
  );
  if (!previous || (previous.exchange.status !== 400 && previous.exchange.status !== 401)) return false;
  // Requests that were under way together could not know of it.
  if (answeredAt(previous.exchange) > proof.exchange.startedAt) return false;
  const nonce = headerOf(previous.exchange.responseHeaders, 'dpop-nonce');
  return nonce !== undefined && ownString(proof.jwt?.claims, 'nonce') !== nonce;
}

export const dpopProof = sessionCheck({
  id: 'oauth/dpop-proof',
  title: 'DPoP proofs fit their request and their signature holds',
  severity: 'must',
  spec: rfc(9449, '4.3'),
  explanation:
    'With DPoP every request carries a small JWT, signed with a key that only the client has, which names this very request: method (htm), address (htu), time (iat), a number used once (jti) and the hash of the access token (ath). A stolen token alone is then worth nothing. If one of them is wrong, servers refuse the request.',
  mend: 'Make a new proof for each request and each retry, from its method and its URL without query.',
  evaluate(context) {
    const proofs = sentProofs(context);
    return proofs?.flatMap((sent, index) => {
      const { exchange, proof, jwt, flowId } = sent;
      const faults: string[] = [];
      if (!jwt?.claims) faults.push('it is no readable JWT');
      else {
        faults.push(...headerFaults(jwt.header), ...claimFaults(jwt.claims, sent));
        if (signatureOf(context, proof)?.state === 'failed')
          faults.push('its signature does not hold under its own key');
        if (missesNonce(sent, proofs.slice(Math.max(0, index - 20), index)))
          faults.push('the nonce that the server asked for is missing');
      }
      return faults.map((fault) => ({
        ...proved(say`The DPoP proof: ${fault}.`, atExchange(exchange)),
        flowId,
      }));
    });
  },
});
