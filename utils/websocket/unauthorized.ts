/** Whether a close reason speaks of authentication: the server's own word. */
export function namesAuthentication(reason: string): boolean {
  return /\b(auth\w*|unauth\w*|token|jwt|expired?|credential\w*|forbidden|session)\b/i.test(
    reason.slice(0, 200),
  );
}

/**
 * Codes by which servers say that authentication failed or ran out; 1008 only with a reason that speaks of it.
 * 3000 and 3003 are registered (RFC 6455 §11.7, IANA); 4401 and 4403 are a habit, after their HTTP namesakes.
 */
export function saysUnauthorized(code: number, reason: string): boolean {
  if (code === 3000 || code === 3003 || code === 4401 || code === 4403) return true;
  return namesAuthentication(reason) && (code === 1008 || (code >= 3000 && code <= 4999));
}
