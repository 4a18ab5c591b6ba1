/** Codes by which servers say that authentication failed or ran out; 1008 only with a reason that speaks of it. */
export function saysUnauthorized(code: number, reason: string): boolean {
  if (code === 3000 || code === 3003 || code === 4401 || code === 4403) return true;
  const spoken = /\b(auth\w*|unauth\w*|token|jwt|expired?|credential\w*|forbidden|session)\b/i.test(
    reason.slice(0, 200),
  );
  return spoken && (code === 1008 || (code >= 3000 && code <= 4999));
}
