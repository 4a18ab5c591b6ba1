import type { Confidence } from '../oauth/model';
import type { Closer, Socket } from './model';

export interface CloserKnown {
  by: Closer;
  confidence: Confidence;
  /** One sentence: how it is known. */
  how: string;
}

/** Who ended a connection and how that is known; undefined while it has not ended. */
export function explainCloser(socket: Socket): CloserKnown | undefined {
  const { state } = socket;
  if (state.phase !== 'closed' && state.phase !== 'failed') return undefined;
  if (socket.endInferredFrom === 'devtools') {
    const how = 'DevTools tells that a worker’s connection ended, and neither its code nor its reason.';
    return { by: 'unknown', confidence: 'cannot-see', how };
  }
  if (socket.endInferredFrom) {
    const how =
      socket.endInferredFrom === 'navigation'
        ? 'The document that owned it was left; its close event could no longer be seen. A browser sends 1001 then.'
        : 'Its tab was closed; its close event could no longer be seen. A browser sends 1001 then.';
    return { by: 'page', confidence: 'inferred', how };
  }
  const { by } = state;
  switch (by) {
    case 'page':
      return { by, confidence: 'proved', how: 'The page called close() before the close event.' };
    case 'server':
      return state.phase === 'failed'
        ? {
            by,
            confidence: 'proved',
            how: `The server answered the handshake with ${socket.handshake?.status}.`,
          }
        : {
            by,
            confidence: 'inferred',
            how: 'A closing handshake was completed and no close() call of the page was seen before it.',
          };
    case 'network':
      return {
        by,
        confidence: 'inferred',
        how: 'No Close frame came and no close() call was seen: the connection broke, or the server dropped it.',
      };
    case 'unknown':
      return {
        by,
        confidence: 'cannot-see',
        how: 'A browser does not tell a page, nor an extension, why this connection ended.',
      };
  }
}
