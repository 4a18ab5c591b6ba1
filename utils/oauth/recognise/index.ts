import type { Exchange } from '../../session/exchanges';
import { type Facts, factsOf } from '../facts';
import { recogniseAuthorizationRequest } from './authorization';
import { recogniseAuthorizationResponse } from './authorization-response';
import { isDecoy } from './decoys';
import { recogniseEndpoint } from './endpoints';
import type { EndpointRole, Learned } from './learned';
import { type ClientAddress, clientAddressOf, recogniseManagement } from './management';
import type { Recognition } from './recognition';
import { recogniseToken } from './token';

export { type Learned, learnEndpoints } from './learned';
export type { Recognition } from './recognition';

interface Remembered {
  role: EndpointRole | undefined;
  address: ClientAddress | undefined;
  recognition: Recognition | undefined;
}

const remembered = new WeakMap<Exchange, Remembered>();

function read(
  facts: Facts,
  { role, address }: Pick<Remembered, 'role' | 'address'>,
): Recognition | undefined {
  if (isDecoy(facts)) return undefined;
  return (
    recogniseManagement(facts, address) ??
    recogniseToken(facts, role) ??
    recogniseAuthorizationRequest(facts, role) ??
    recogniseEndpoint(facts, role) ??
    recogniseAuthorizationResponse(facts)
  );
}

/**
 * What step an exchange is, or undefined where it is none. Learned endpoints decide first, then the request's
 * parameters, then the answer's body, the path last; remembered by object identity.
 * Whether a candidate is a step, and of which flow, is for joining to say.
 */
export function recognise(exchange: Exchange, learned: Learned): Recognition | undefined {
  const facts = factsOf(exchange);
  if (!facts) return undefined;
  const role = learned.role(facts.url.origin + facts.url.path);
  const address = clientAddressOf(facts, learned);
  const before = remembered.get(exchange);
  if (before && before.role === role && before.address === address) return before.recognition;
  const recognition = read(facts, { role, address });
  remembered.set(exchange, { role, address, recognition });
  return recognition;
}
