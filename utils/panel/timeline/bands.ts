import type { Token, TokenKind } from '../../oauth/model';
import type { Band } from './model';

/** In this order from above; tokens of one kind follow each other and share a track. */
const KINDS: readonly TokenKind[] = ['access', 'refresh', 'id', 'registration', 'unknown'];

/**
 * The lives of tokens as bands. A code lives for a moment and is seen as steps. A refresh token that another
 * replaced ends there (RFC 6749 §6, RFC 9700 §4.14.2), a registration access token too (RFC 7592 §2.1).
 */
export function tokenBands(tokens: readonly Token[]): Band[] {
  const lived = tokens.filter(({ kind, issuedAt }) => kind !== 'code' && issuedAt !== undefined);
  const kinds = KINDS.filter((kind) => lived.some((token) => token.kind === kind));
  return lived.flatMap((token) => {
    const from = token.issuedAt!;
    const { to, end } = endOf(token, lived);
    if (to !== undefined && to <= from) return [];
    const { id, flowId, kind } = token;
    return {
      tokenId: id,
      flowId,
      kind,
      track: kinds.indexOf(kind),
      from,
      ...(to !== undefined && { to, end }),
    };
  });
}

function endOf(token: Token, others: readonly Token[]): Pick<Band, 'to' | 'end'> {
  if (token.revokedAt !== undefined) return { to: token.revokedAt, end: 'revocation' };
  if (token.kind === 'refresh' || token.kind === 'registration') {
    const next = others.find(({ kind, id }) => kind === token.kind && token.childIds.includes(id));
    if (next) return { to: next.issuedAt, end: 'replaced' };
  }
  return token.expiresAt === undefined ? {} : { to: token.expiresAt, end: 'expiry' };
}
