import type { Flow } from '../../oauth/model';

/**
 * The flow that was opened. A flow bears the id of the exchange that began it (`flow:<exchange>`): one that was found to
 * be a part of another since, as a registration is once its client signs in, is that other.
 */
export function openedFlow(flows: readonly Flow[], id: string | undefined): Flow | undefined {
  const own = flows.find((flow) => flow.id === id);
  const began = id?.startsWith('flow:') ? id.slice('flow:'.length) : undefined;
  if (own || !began) return own;
  return flows.find(({ steps }) => steps.some(({ exchangeId }) => exchangeId === began));
}
