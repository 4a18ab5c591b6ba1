import { type MessageKey, t } from '../../i18n';
import type { Token } from '../../oauth/model';
import { formatCountdown, formatDuration } from './time';

export type Lifetime =
  /** `left` in ms; `share` of the whole life that is left, 1 to 0, absent where the beginning is not known. */
  | { phase: 'live'; left: number; share?: number; text: string; soon: boolean }
  | { phase: 'expired'; text: string }
  | { phase: 'revoked'; text: string }
  /** A code that bought its tokens: it works once. Or a registration access token that another replaced. */
  | { phase: 'spent'; text: string }
  | { phase: 'unknown'; text: string };

/** What is said of a token whose lifetime nobody told. */
const UNSAID: Readonly<Partial<Record<Token['kind'], MessageKey>>> = {
  code: 'token.code_unused',
  registration: 'token.life_registration',
};

/** Below this a countdown is a warning, in ms. */
const SOON = 30_000;

/**
 * What is left of a token's life at `now` (ms since the epoch). Expiry is what the token response
 * (`expires_in`, RFC 6749 §5.1) or the token (`exp`, RFC 7519 §4.1.4) said; the server may have ended it earlier.
 */
export function lifetimeAt(token: Token, now: number): Lifetime {
  if (token.revokedAt !== undefined && token.revokedAt <= now) {
    return {
      phase: 'revoked',
      text: t('token.revoked', { duration: formatDuration(now - token.revokedAt) }),
    };
  }
  if (token.kind === 'code' && (token.childIds.length || token.uses.length)) {
    return { phase: 'spent', text: t('token.spent') };
  }
  // RFC 7592 §2.1, §2.2: the client has to throw the old one away; what comes of it is nothing but the next.
  if (token.kind === 'registration' && token.childIds.length > 0) {
    return { phase: 'spent', text: t('token.replaced') };
  }
  if (token.expiresAt === undefined)
    return { phase: 'unknown', text: t(UNSAID[token.kind] ?? 'token.life_unknown') };
  const left = token.expiresAt - now;
  if (left <= 0) return { phase: 'expired', text: t('token.expired', { duration: formatDuration(-left) }) };
  const whole = token.issuedAt === undefined ? 0 : token.expiresAt - token.issuedAt;
  const share = whole > 0 ? Math.min(1, left / whole) : undefined;
  const text = t('token.expires', { left: formatCountdown(left) });
  return { phase: 'live', left, share, text, soon: left < SOON };
}

/** What the expiry rests on: a few words, with the whole life where it is known. */
export function expiryBasis(token: Token): string | undefined {
  if (token.expiresAt === undefined || !token.expiryFrom) return undefined;
  const source = t(`token.by_${token.expiryFrom}`);
  return token.issuedAt === undefined
    ? source
    : t('token.basis', { life: formatDuration(token.expiresAt - token.issuedAt), source });
}
