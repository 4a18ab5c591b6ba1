import type { Token } from '../../oauth/model';
import { formatCountdown, formatDuration } from './time';

export type Lifetime =
  /** `left` in ms; `share` of the whole life that is left, 1 to 0, absent where the beginning is not known. */
  | { phase: 'live'; left: number; share?: number; text: string; soon: boolean }
  | { phase: 'expired'; text: string }
  | { phase: 'revoked'; text: string }
  /** A code that bought its tokens: it works once. */
  | { phase: 'spent'; text: string }
  | { phase: 'unknown'; text: string };

/** Below this a countdown is a warning, in ms. */
const SOON = 30_000;

/**
 * What is left of a token's life at `now` (ms since the epoch). Expiry is what the token response
 * (`expires_in`, RFC 6749 §5.1) or the token (`exp`, RFC 7519 §4.1.4) said; the server may have ended it earlier.
 */
export function lifetimeAt(token: Token, now: number): Lifetime {
  if (token.revokedAt !== undefined && token.revokedAt <= now) {
    return { phase: 'revoked', text: `revoked ${formatDuration(now - token.revokedAt)} ago` };
  }
  if (token.kind === 'code' && (token.childIds.length || token.uses.length)) {
    return { phase: 'spent', text: 'used; it works once' };
  }
  if (token.expiresAt === undefined) {
    return {
      phase: 'unknown',
      text:
        token.kind === 'code'
          ? 'not used yet; servers keep a code for about a minute'
          : 'how long it lives was not said',
    };
  }
  const left = token.expiresAt - now;
  if (left <= 0) return { phase: 'expired', text: `expired ${formatDuration(-left)} ago` };
  const whole = token.issuedAt === undefined ? 0 : token.expiresAt - token.issuedAt;
  const share = whole > 0 ? Math.min(1, left / whole) : undefined;
  return { phase: 'live', left, share, text: `expires in ${formatCountdown(left)}`, soon: left < SOON };
}

/** What the expiry rests on: a few words, with the whole life where it is known. */
export function expiryBasis(token: Token): string | undefined {
  if (token.expiresAt === undefined || !token.expiryFrom) return undefined;
  const source = token.expiryFrom === 'expires_in' ? 'expires_in' : 'the token’s exp';
  return token.issuedAt === undefined
    ? source
    : `${formatDuration(token.expiresAt - token.issuedAt)}, by ${source}`;
}
