import type { FlowSubject } from '../../../checks/authoring';
import type { JsonObject } from '../../encoding';
import type { Step, Token } from '../../model';

export interface IssuedIdToken {
  token: Token;
  header: JsonObject;
  claims: JsonObject;
  /** The step that issued it. */
  step: Step;
  /** Came with a refresh: then what is said of the authorization request need not hold. */
  refreshed: boolean;
}

/** The readable ID tokens that a flow issued, in order. */
export function issuedIdTokens({ flow, tokens }: FlowSubject): IssuedIdToken[] {
  return tokens.flatMap((token): IssuedIdToken[] => {
    const step = flow.steps.find(({ id }) => id === token.issuedBy);
    const { header, claims } = token;
    if (token.kind !== 'id' || !step || !header || !claims) return [];
    return [{ token, header, claims, step, refreshed: step.kind === 'refresh_request' }];
  });
}

/** Evidence at a claim. */
export function atClaim(
  { step, token }: Pick<IssuedIdToken, 'step' | 'token'>,
  name: string,
  value: unknown,
) {
  const text = value === undefined ? 'missing' : (JSON.stringify(value) ?? 'missing');
  return {
    stepId: step.id,
    exchangeId: step.exchangeId,
    tokenId: token.id,
    quote: `${name}: ${text.slice(0, 160)}`,
  };
}
