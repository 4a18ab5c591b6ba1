import type { Book } from './book';
import type { FlowDraft } from './draft';

/** `iss sid` of the sessions at the authorization server that a flow's ID tokens name. */
function sessionsOf(book: Book, flow: FlowDraft): Set<string> {
  const sessions = new Set<string>();
  for (const { kind, flowId, claims } of book.tokens.values()) {
    if (kind !== 'id' || flowId !== flow.id || typeof claims?.sid !== 'string') continue;
    sessions.add(`${claims.iss} ${claims.sid}`);
  }
  return sessions;
}

/**
 * A logout ends the flow that asked for it, and every other that the same session at the authorization server
 * carries: their ID tokens name the same `sid` (OIDC Front-Channel Logout §3).
 */
export function endSession(book: Book, flow: FlowDraft, at: number): void {
  flow.endedBy ??= { at, by: 'logout' };
  const sessions = sessionsOf(book, flow);
  if (sessions.size === 0) return;
  for (const other of book.flows) {
    if (other === flow || other.endedBy) continue;
    for (const session of sessionsOf(book, other)) {
      if (sessions.has(session)) other.endedBy = { at, by: 'logout' };
    }
  }
}
