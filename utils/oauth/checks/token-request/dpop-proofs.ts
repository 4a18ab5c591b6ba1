import type { CheckContext } from '../../../checks/context';
import type { Exchange } from '../../../session/exchanges';
import { headerOf } from '../../facts';
import { type DecodedJwt, decodeJwt } from '../../jwt';

export interface SentProof {
  exchange: Exchange;
  proof: string;
  /** Undefined where it is no JWT. */
  jwt: DecodedJwt | undefined;
  flowId: string | undefined;
}

const isRedacted = (value: string) => value.startsWith('[redacted ');

/** Every DPoP proof that was sent, in time order; undefined where there was none. */
export function sentProofs(context: CheckContext): SentProof[] | undefined {
  const found: SentProof[] = [];
  for (const exchange of context.session.exchanges.values()) {
    const proof = headerOf(exchange.requestHeaders, 'dpop');
    if (proof === undefined || isRedacted(proof)) continue;
    const flowId = context.stepOf(exchange.id)?.flow.id;
    found.push({ exchange, proof, jwt: decodeJwt(proof), flowId });
  }
  found.sort((a, b) => a.exchange.startedAt - b.exchange.startedAt);
  return found.length ? found : undefined;
}
