import { t } from '../../i18n';
import type { Flow, Token } from '../../oauth/model';
import type { Session } from '../../session/model';
import { scopeWords } from './rows';
import { tokensOf } from './tokens';

export interface Summary {
  /** "Signed in as ada@example.com", or undefined while nobody is known. */
  who?: string;
  scope?: string;
  /** The access token whose countdown is shown: the newest. */
  access?: Token;
  /** "used by 2 connections", or by requests where no connection is. */
  usedBy?: string;
}

/** The line above a flow. What is not known is left out, never guessed. */
export function summaryOf(flow: Flow, session: Pick<Session, 'tokens'>): Summary {
  const tokens = tokensOf(flow, session);
  const access = tokens
    .filter((token) => token.kind === 'access')
    .reduce<Token | undefined>(
      (best, token) => ((token.issuedAt ?? 0) >= (best?.issuedAt ?? 0) ? token : best),
      undefined,
    );
  const who = userName(flow, tokens);
  const scope = scopeWords(flow.scopeGranted ?? flow.scopeAsked).join(' ');
  return {
    who: who && t('flow.signed_in', { who }),
    scope: scope || undefined,
    access,
    usedBy: usedBy(flow, tokens),
  };
}

// OpenID Connect Core §5.1: only `sub` is stable, but people know themselves by these.
const NAMES = ['email', 'preferred_username', 'name', 'sub'];

function userName(flow: Flow, tokens: readonly Token[]): string | undefined {
  const idToken = tokens.findLast((token) => token.kind === 'id' && token.claims);
  for (const name of NAMES) {
    const value = idToken?.claims && Object.hasOwn(idToken.claims, name) ? idToken.claims[name] : undefined;
    if (typeof value === 'string' && value) return value.slice(0, 80);
  }
  return flow.subject?.slice(0, 80);
}

function usedBy(flow: Flow, tokens: readonly Token[]): string | undefined {
  const access = tokens.filter((token) => token.kind === 'access');
  if (flow.socketIds.length) return t('flow.used_by_connections', { count: flow.socketIds.length });
  const requests = access.flatMap((token) => token.uses).length;
  if (requests) return t('flow.used_by_requests', { count: requests });
  return access.length ? t('flow.not_used') : undefined;
}
