import { t } from '../../i18n';
import type { Flow, Token } from '../../oauth/model';
import type { Session } from '../../session/model';
import { clientKind, tokenKindName } from './names';
import { grantName, serverName } from './parties';
import { stateView } from './state';
import { formatDuration } from './time';
import { tokensOf } from './tokens';

/** A fact of both flows. */
export interface FactRow {
  name: string;
  a?: string;
  b?: string;
  differs: boolean;
}

const words = (scope: string | undefined): string | undefined =>
  scope && [...new Set(scope.split(/[ ,+]+/))].filter(Boolean).sort().join(' ');

function duration(flow: Flow): string | undefined {
  const last = flow.steps.at(-1);
  const end = flow.endedAt ?? last?.endedAt ?? last?.at;
  return end === undefined ? undefined : formatDuration(end - flow.startedAt);
}

/** How long a token was made to live (ms): by its own claims, which no way to the browser shortens, else as it was told. */
function lifeOf({ claims, expiresAt, issuedAt, expiryFrom }: Token): number | undefined {
  if (expiryFrom === 'exp' && typeof claims?.exp === 'number' && typeof claims.iat === 'number')
    return (claims.exp - claims.iat) * 1000;
  if (expiresAt === undefined || issuedAt === undefined) return undefined;
  return Math.round((expiresAt - issuedAt) / 1000) * 1000;
}

/** A token without its value: "JWT · Bearer · openid profile · 10 min · bound to a key". */
function tokenWords(token: Token): string {
  const made = lifeOf(token);
  const life = made === undefined ? undefined : formatDuration(made);
  const bound = token.boundKey && t('token.bound');
  return [t(`token.${token.format}`), token.tokenType, words(token.scope), life, bound]
    .filter(Boolean)
    .join(' · ');
}

/** The last token of a kind that a flow issued: the one that it ended with. */
const lastOf = (tokens: readonly Token[], kind: Token['kind']) =>
  tokens.findLast((token) => token.kind === kind);

/** What the flows are, fact by fact; facts that neither has are left out. */
export function factRows(a: Flow, b: Flow, session: Pick<Session, 'tokens'>): FactRow[] {
  const both = (name: string, read: (flow: Flow) => string | undefined, compared = true): FactRow => {
    const [one, other] = [read(a) || undefined, read(b) || undefined];
    return { name, a: one, b: other, differs: compared && one !== other };
  };
  const mine = new Map([a, b].map((flow) => [flow.id, tokensOf(flow, session)]));
  const tokenRow = (kind: Token['kind']) =>
    both(tokenKindName(kind), (flow) => {
      const token = lastOf(mine.get(flow.id) ?? [], kind);
      return token && tokenWords(token);
    });
  const rows = [
    both(t('oauth.compare_state'), (flow) => stateView(flow.state, flow.startedAt).label),
    both(t('oauth.facts_grant'), grantName),
    both(t('oauth.facts_client'), (flow) => flow.client.id ?? flow.client.origin),
    both(t('oauth.facts_client_kind'), (flow) => clientKind(flow.client)),
    both(t('oauth.facts_issuer'), (flow) => serverName(flow.server)),
    both(t('oauth.facts_response'), (flow) =>
      [flow.responseType.toSorted().join(' '), flow.responseMode].filter(Boolean).join(' · '),
    ),
    both(t('oauth.facts_redirect_uri'), (flow) => flow.redirectUri),
    both(t('oauth.facts_scope_asked'), (flow) => words(flow.scopeAsked)),
    both(t('oauth.facts_scope_granted'), (flow) => words(flow.scopeGranted)),
    both(t('oauth.compare_pkce'), ({ pkce }) => pkce && (pkce.method ?? 'plain')),
    both(t('oauth.facts_subject'), (flow) => flow.subject),
    both(t('oauth.compare_duration'), duration, false),
    ...(['access', 'refresh', 'id', 'registration'] as const).map(tokenRow),
  ];
  return rows.filter((row) => row.a !== undefined || row.b !== undefined);
}
