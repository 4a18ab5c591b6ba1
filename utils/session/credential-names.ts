/** Names under which clients send tokens over a WebSocket: query parameters, headers, JSON members. */
export const CREDENTIAL_NAME =
  /^(x[-_])?(access[-_]?token|id[-_]?token|auth[-_]?token|session[-_]?token|bearer([-_]?token)?|token|jwt|auth|authorization|api[-_]?key|ticket|credential|passcode)$/i;

/** The credential of an Authorization-like value: without its scheme, RFC 9110 §11.4. */
export function withoutScheme(value: string): string {
  return value.replace(/^\s*(bearer|dpop|token|jwt)\s+/i, '').trim();
}
