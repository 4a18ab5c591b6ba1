import { t } from '../../i18n';
import type { Flow, Token } from '../../oauth/model';
import type { Session } from '../../session/model';
import { tokenKindName } from './names';
import { tokensOf } from './tokens';

/** A token of the tree, with those that came from it. */
export interface TokenNode {
  token: Token;
  kind: string;
  format: string;
  /** What it was used for, by number: "used 3 times, 1 connection". */
  uses: string;
  bound: boolean;
  /** The flow that its parent belongs to, where that is another one. */
  origin?: string;
  children: readonly TokenNode[];
}

function usesOf({ uses, kind }: Token): string {
  // Of a code its lifetime says it, and an ID token is for the client itself.
  if (kind === 'code' || (kind === 'id' && !uses.length)) return '';
  if (!uses.length) return t('token.unused');
  const sockets = new Set(uses.flatMap(({ socketId }) => socketId ?? [])).size;
  const used = t('token.uses', { count: uses.length });
  return sockets ? `${used}, ${t('token.uses_sockets', { count: sockets })}` : used;
}

/**
 * The tokens of a flow as a tree, each under the one that it came from: code, what it bought, what a refresh gave.
 * Every token stands in it once, whatever a session file claims about parents.
 */
export function tokenTree(flow: Flow, session: Pick<Session, 'tokens' | 'flows'>): TokenNode[] {
  const tokens = tokensOf(flow, session);
  const mine = new Set(tokens.map(({ id }) => id));
  const placed = new Set<string>();
  const nodesOf = (among: readonly Token[]): TokenNode[] => {
    const fresh = among.filter(({ id }) => !placed.has(id));
    for (const { id } of fresh) placed.add(id);
    return fresh.map((token) => ({
      token,
      kind: tokenKindName(token.kind),
      format: t(`token.${token.format}`),
      uses: usesOf(token),
      bound: token.boundKey !== undefined,
      origin: originOf(token, flow, session),
      children: nodesOf(tokens.filter(({ parentId }) => parentId === token.id)),
    }));
  };
  const roots = tokens.filter(({ parentId }) => !parentId || !mine.has(parentId));
  return [...nodesOf(roots), ...nodesOf(tokens)];
}

function originOf(token: Token, flow: Flow, session: Pick<Session, 'tokens' | 'flows'>): string | undefined {
  const parent = session.tokens.find(({ id }) => id === token.parentId);
  const other = session.flows.find(({ id }) => id === parent?.flowId);
  return other && other.id !== flow.id ? t('token.from_flow', { number: String(other.ordinal) }) : undefined;
}
