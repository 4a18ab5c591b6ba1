import { s256 } from './digest';
import { clientOrigin } from './join/authorization';
import type { Book } from './join/book';
import type { DraftStep, FlowDraft, TokenDraft } from './join/draft';
import { usedAt } from './join/use';
import type { Flow, FlowClient, Pkce, Step } from './model';
import type { ServerMetadata } from './recognise/learned';
import { isRedacted } from './redacted-form';
import { type Surroundings, stateOf } from './state';

/** Order of steps that begin at the same moment. */
const RANK: Readonly<Partial<Record<Step['kind'], number>>> = {
  discovery: 0,
  pushed_authorization_request: 1,
  authorization_request: 2,
  authorization_interaction: 3,
  authorization_response: 4,
  not_visible: 5,
};

function pkceOf({ challenge, challengeMethod, verifier }: FlowDraft): Pkce | undefined {
  if (challenge === undefined && verifier === undefined) return undefined;
  const pkce: Pkce = { challenge, method: challengeMethod, verifier };
  if (challenge !== undefined && verifier !== undefined) {
    const fits = (challengeMethod === 'S256' ? s256(verifier) : verifier) === challenge;
    // Of a verifier that was redacted the challenge was computed again; a mark in its place says nothing.
    if (fits || !isRedacted(challenge)) pkce.verified = fits;
  }
  return pkce;
}

/** What asks for a presentation and nothing else is no grant of OAuth's (OpenID4VP §8). */
function grantOf({ grant, grantName, responseType }: FlowDraft): Pick<Flow, 'grant' | 'grantName'> {
  const presents = responseType.length > 0 && responseType.every((type) => type === 'vp_token');
  return presents ? { grant: 'vendor', grantName: 'OpenID4VP' } : { grant, grantName };
}

function clientOf(flow: FlowDraft, metadata: ServerMetadata | undefined): FlowClient {
  const seen = flow.authentication;
  const authentication = seen === 'none' && metadata?.mutualTls ? 'tls_client_auth' : seen;
  const kind =
    authentication === undefined ? 'unknown' : authentication === 'none' ? 'public' : 'confidential';
  return { id: flow.clientId, origin: clientOrigin(flow), kind, authentication };
}

/** The step that stands for a token exchange between servers. */
function unseenExchange(flow: FlowDraft, response: DraftStep, reason: string): DraftStep {
  return {
    id: `${flow.id}/not_visible`,
    kind: 'not_visible',
    number: 0,
    from: 'client',
    to: 'authorization-server',
    at: response.endedAt ?? response.at,
    title: 'Token exchange, not visible from the browser',
    request: [],
    response: [],
    outcome: { state: 'not-visible', reason },
    join: { key: 'code', confidence: 'inferred' },
    recognisedBy: 'inferred',
    unseen: [reason],
    issued: [],
    used: [],
  };
}

function inOrder(steps: readonly DraftStep[]): Step[] {
  const sorted = [...steps].sort((a, b) => a.at - b.at || (RANK[a.kind] ?? 9) - (RANK[b.kind] ?? 9));
  return sorted.map((step, index) => ({ ...step, number: index + 1 }));
}

/** When the flow itself began: metadata fetched ahead of it, and what made the client fetch it, may be minutes older. */
function startOf(steps: readonly Step[]): number {
  const own = steps.find(
    (step) =>
      step.kind !== 'discovery' &&
      step.kind !== 'jwks' &&
      step.kind !== 'protected_resource_metadata' &&
      step.join.key !== 'resource_metadata',
  );
  return (own ?? steps[0])?.at ?? 0;
}

/** Turns a draft into the flow that is shown. */
export function finishFlow(book: Book, flow: FlowDraft, around: Surroundings): Omit<Flow, 'ordinal'> {
  const state = stateOf(flow, around);
  const steps = [...flow.steps];
  if (state.phase === 'not-visible' && flow.response)
    steps.push(unseenExchange(flow, flow.response, state.reason));
  const tokens: TokenDraft[] = [...book.tokens.values()].filter((token) => flow.tokens.has(token.id));
  const access = tokens.filter((token) => token.kind === 'access' && token.issuedBy !== undefined);
  const ordered = inOrder(steps);
  const metadata = book.learned.server(flow.authorizationEndpoint ?? flow.tokenEndpoint ?? flow.issuer ?? '');
  const over =
    state.phase === 'complete' ||
    state.phase === 'failed' ||
    state.phase === 'abandoned' ||
    state.phase === 'ended';
  return {
    id: flow.id,
    ...grantOf(flow),
    responseType: flow.responseType,
    responseMode: flow.responseMode,
    client: clientOf(flow, metadata),
    server: {
      issuer: flow.issuer ?? metadata?.issuer,
      origin: flow.origin ?? '',
      authorizationEndpoint: flow.authorizationEndpoint,
      tokenEndpoint: flow.tokenEndpoint,
    },
    resourceServers: usedAt(flow, tokens),
    redirectUri: flow.redirectUri,
    scopeAsked: flow.scope,
    scopeGranted: access.at(-1)?.scope,
    pkce: pkceOf(flow),
    subject: flow.subject,
    state,
    startedAt: startOf(ordered),
    endedAt: over ? state.at : undefined,
    surface: flow.surface,
    steps: ordered,
    tokenIds: tokens.map((token) => token.id),
    socketIds: [],
  };
}
