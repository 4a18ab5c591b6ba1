import type { Flow, Step, Token } from '@/utils/oauth/model';
import type { DeriveOAuth } from '@/utils/session';
import { T0 } from './journal';

/** A journal without OAuth in it. */
export const deriveNothing: DeriveOAuth = () => ({ flows: [], tokens: [] });

/** A token that a flow issued. Times are milliseconds after T0. */
export function token(
  value: string,
  extra: Partial<Token> & { expires?: number; issued?: number } = {},
): Token {
  const { expires, issued = 0, ...rest } = extra;
  return {
    id: `id-of-${value}`,
    kind: 'access',
    value,
    format: 'opaque',
    flowId: 'flow-1',
    issuedAt: T0 + issued,
    ...(expires !== undefined && { expiresAt: T0 + expires, expiryFrom: 'expires_in' }),
    childIds: [],
    uses: [],
    ...rest,
  };
}

/** A finished sign-in with the given steps; each step is [kind, at, issued token ids]. */
export function flow(steps: readonly [Step['kind'], number, string[]?][], extra: Partial<Flow> = {}): Flow {
  return {
    id: 'flow-1',
    ordinal: 1,
    grant: 'authorization_code',
    responseType: ['code'],
    client: { kind: 'public' },
    server: { origin: 'https://as.example' },
    resourceServers: [],
    state: { phase: 'complete', at: T0 },
    startedAt: T0,
    surface: 'tab',
    steps: steps.map(([kind, at, issued = []], i) => ({
      id: `step-${i + 1}`,
      kind,
      number: i + 1,
      from: 'client',
      to: 'authorization-server',
      at: T0 + at,
      title: kind,
      request: [],
      response: [],
      outcome: { state: 'ok' },
      join: { key: 'first', confidence: 'proved' },
      recognisedBy: 'parameters',
      unseen: [],
      issued,
      used: [],
    })),
    tokenIds: [],
    socketIds: [],
    ...extra,
  };
}
