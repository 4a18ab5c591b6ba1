import { secretId } from '../digest';
import { isObject, ownString } from '../encoding';
import { answeredAt, type Facts } from '../facts';
import { decodeJwt } from '../jwt';
import type { Join, TokenCarrier, TokenKind, TokenUse } from '../model';
import { proofThumbprint } from '../recognise/client-authentication';
import type { TokenSet } from '../token-response';
import type { Book } from './book';
import type { DraftStep, FlowDraft, TokenDraft } from './draft';

function audienceOf(claims: TokenDraft['claims']): readonly string[] | undefined {
  const aud = claims?.aud;
  if (typeof aud === 'string') return [aud];
  return Array.isArray(aud) ? aud.filter((value): value is string => typeof value === 'string') : undefined;
}

/** The token of a value, made known on first sight. */
export function tokenOf(book: Book, value: string, kind: TokenKind): TokenDraft {
  const known = book.tokens.get(value);
  if (known) return known;
  const jwt = decodeJwt(value);
  const confirmation = jwt?.claims?.cnf;
  const token: TokenDraft = {
    id: secretId(value),
    kind,
    value,
    format: jwt?.format ?? 'opaque',
    header: jwt?.header,
    claims: jwt?.claims,
    audience: audienceOf(jwt?.claims),
    scope: ownString(jwt?.claims, 'scope'),
    boundKey: isObject(confirmation) ? ownString(confirmation, 'jkt') : undefined,
    childIds: [],
    uses: [],
  };
  const exp = jwt?.claims?.exp;
  // Some servers write 0 for "never".
  if (typeof exp === 'number' && exp > 0) {
    token.expiresAt = exp * 1000;
    token.expiryFrom = 'exp';
  }
  book.tokens.set(value, token);
  return token;
}

const unseenBy = (jkt: string | undefined) => `unseen_tokens:${jkt}`;

/** Notes that a flow asked for tokens with a DPoP key, and that the answer was not seen. */
export function expectBound(book: Book, flow: FlowDraft, jkt: string): void {
  book.byHandle.set(unseenBy(jkt), flow);
}

/**
 * The flow of a token that is used, and what joins them: the token itself; or, where its issue was not seen, the key that
 * the use is signed with (RFC 9449 §7), which a client may have used in another flow as well.
 */
export function flowOfUse(book: Book, token: TokenDraft, facts: Facts): [FlowDraft, Join] | undefined {
  if (token.flowId === undefined && !token.issuedBy) {
    const jkt = proofThumbprint(facts);
    const flow = jkt === undefined ? undefined : book.byHandle.get(unseenBy(jkt));
    if (flow) {
      token.flowId = flow.id;
      token.boundKey ??= jkt;
      flow.tokens.add(token.id);
    }
  }
  const flow = token.flowId && book.flows.find(({ id }) => id === token.flowId);
  if (!flow) return undefined;
  if (!token.issuedBy && book.byHandle.get(unseenBy(token.boundKey)) === flow)
    return [flow, { key: 'dpop_jkt', confidence: 'inferred' }];
  return [flow, { key: token.kind === 'id' ? 'id_token' : 'access_token', confidence: 'proved' }];
}

export interface Issue {
  flow: FlowDraft;
  step: DraftStep;
  facts: Facts;
  parent?: TokenDraft;
  /** Scope asked for: what is granted where the response says nothing (RFC 6749 §5.1). */
  scopeAsked?: string;
  boundKey?: string;
}

/** Notes that a step issued a token. One given out unchanged again keeps the step that issued it first. */
export function issueToken(book: Book, value: string, kind: TokenKind, issue: Issue): TokenDraft {
  const token = tokenOf(book, value, kind);
  const { flow, step, parent } = issue;
  flow.tokens.add(token.id);
  if (!step.issued.includes(token.id)) step.issued.push(token.id);
  if (token.issuedBy !== undefined) return token;
  token.kind = kind;
  token.flowId = flow.id;
  token.issuedBy = step.id;
  token.issuedAt = answeredAt(issue.facts.exchange);
  if (parent && parent !== token) {
    token.parentId = parent.id;
    if (!parent.childIds.includes(token.id)) parent.childIds.push(token.id);
  }
  return token;
}

/** So far (ms) may `exp`, in whole seconds, and the response's time plus `expires_in` lie apart on one clock. */
const SAME_CLOCK = 5_000;

/**
 * Takes the lifetime that a token response states. A resource server goes by the token's own `exp` (RFC 9068 §4),
 * so that stays, unless this machine's clock is plainly another than the server's.
 */
function setLifetime(token: TokenDraft, expiresAt: number): void {
  const sure = token.expiryFrom === 'exp' && Math.abs(token.expiresAt! - expiresAt) <= SAME_CLOCK;
  if (sure) return;
  token.expiresAt = expiresAt;
  token.expiryFrom = 'expires_in';
}

/** Issues the tokens of a token response or of a fragment, with their lifetimes and scope. */
export function issueSet(book: Book, set: TokenSet, issue: Issue): void {
  const at = answeredAt(issue.facts.exchange);
  if (set.access_token) {
    const token = issueToken(book, set.access_token, 'access', issue);
    token.tokenType = set.token_type ?? token.tokenType;
    token.scope = set.scope ?? token.scope ?? issue.scopeAsked;
    token.audience ??= issue.flow.audience;
    if (set.token_type?.toLowerCase() === 'dpop') token.boundKey ??= issue.boundKey;
    if (set.expires_in !== undefined) setLifetime(token, at + set.expires_in * 1000);
  }
  if (set.refresh_token) {
    const token = issueToken(book, set.refresh_token, 'refresh', issue);
    token.scope ??= set.scope ?? issue.scopeAsked;
    if (set.refresh_expires_in) {
      token.expiresAt = at + set.refresh_expires_in * 1000;
      token.expiryFrom = 'expires_in';
    }
  }
  if (set.id_token) {
    const token = issueToken(book, set.id_token, 'id', issue);
    issue.flow.issuer ??= ownString(token.claims, 'iss');
    issue.flow.subject ??= ownString(token.claims, 'sub');
  }
}

/** Notes that a request carried a token. */
export function useToken(token: TokenDraft, facts: Facts, carrier: TokenCarrier, step?: DraftStep): void {
  const use: TokenUse = {
    at: facts.exchange.startedAt,
    stepId: step?.id,
    exchangeId: facts.exchange.id,
    carrier,
    to: facts.url.origin,
  };
  token.uses.push(use);
  if (step && !step.used.includes(token.id)) step.used.push(token.id);
}
