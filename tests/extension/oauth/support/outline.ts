import type { Flow, Step, Token } from '@/utils/oauth/model';
import type { Session } from '@/utils/session/model';

/** Names for origins, so that an outline does not depend on ports. */
export type Names = Readonly<Record<string, string>>;

function named(text: string, names: Names): string {
  return Object.entries(names).reduce((whole, [origin, name]) => whole.replaceAll(origin, name), text);
}

function outcome({ outcome }: Step): string {
  if (outcome.state === 'oauth-error') return `error ${outcome.code}`;
  if (outcome.state === 'http-error') return `HTTP ${outcome.status}`;
  return outcome.state;
}

function state({ state }: Flow): string {
  if (state.phase === 'failed') return `failed: ${state.code}`;
  return state.phase === 'ended' ? `ended by ${state.by}` : state.phase;
}

function stepLine(step: Step, tokens: ReadonlyMap<string, Token>): string {
  const kinds = (ids: readonly string[]) => ids.map((id) => tokens.get(id)?.kind ?? 'unknown').sort();
  const issued = step.issued.length > 0 ? ` +${kinds(step.issued).join('+')}` : '';
  const used = step.used.length > 0 ? ` ←${kinds(step.used).join('+')}` : '';
  return `${step.kind} ${outcome(step)} by ${step.join.key} ${step.join.confidence}${used}${issued}`;
}

/** Pages at the authorization server differ in number by what it still knows of its user. */
const isPage = (line: string) => line.startsWith('authorization_interaction ok');

/**
 * The whole model of a flow as lines to compare: what it is, where it ran, its steps in order with outcome, join and
 * tokens (← carried, + issued). Metadata requests, which libraries repeat at will, count once each.
 */
export function outline(session: Session, flow: Flow, names: Names): string[] {
  const tokens = new Map(session.tokens.map((token) => [token.id, token]));
  const asked = flow.responseType.length > 0 ? ` ${[...flow.responseType].sort().join('+')}` : '';
  const mode = flow.responseMode ? ` by ${flow.responseMode}` : '';
  const pkce = flow.pkce ? `, PKCE ${flow.pkce.method ?? '?'} ${flow.pkce.verified ?? 'unproved'}` : '';
  const authentication = flow.client.authentication ? `, ${flow.client.authentication}` : '';
  const head = [
    `${flow.grantName ?? flow.grant}${asked}${mode}${pkce}`,
    `client ${flow.client.id} ${flow.client.kind}${authentication} at ${flow.client.origin}`,
    `server ${flow.server.issuer ?? flow.server.origin}`,
    `in ${flow.surface}, ${state(flow)}`,
    `scope ${flow.scopeAsked ?? '-'} → ${flow.scopeGranted ?? '-'}`,
  ];
  const lines = flow.steps.map((step) => stepLine(step, tokens));
  const once = lines.filter((line, at) => {
    if (isPage(line)) return !isPage(lines[at - 1] ?? '');
    return !/^(discovery|jwks)/.test(line) || !lines.slice(0, at).includes(line);
  });
  return [...head, ...once].map((line) => named(line, names));
}

/** Tokens of a flow: kind, format, where from, where used. */
export function tokenLines(session: Session, flow: Flow, names: Names): string[] {
  const byId = new Map(session.tokens.map((token) => [token.id, token]));
  return flow.tokenIds.map((id) => {
    const token = byId.get(id)!;
    const parent = token.parentId ? ` from ${byId.get(token.parentId)?.kind}` : '';
    const uses = [...new Set(token.uses.map(({ carrier, to }) => `${carrier} ${to}`))];
    const bound = token.boundKey ? ', bound' : '';
    const revoked = token.revokedAt ? ', revoked' : '';
    return named(
      `${token.kind} ${token.format}${parent}${bound}${revoked}${uses.length > 0 ? ` → ${uses.join(', ')}` : ''}`,
      names,
    );
  });
}
