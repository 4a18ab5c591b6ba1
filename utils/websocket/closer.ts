import type { Confidence } from '../oauth/model';
import type { Closer, Socket } from './model';

export interface CloserKnown {
  by: Closer;
  confidence: Confidence;
  /** Names the sentence: for the other language (utils/i18n/prose). */
  id: CloserReason;
  /** One sentence: how it is known. */
  how: string;
}

export const CLOSER_REASONS = [
  'devtools',
  'navigation',
  'tabClosed',
  'pageCalled',
  'refused',
  'noCall',
  'broke',
  'untold',
] as const;

export type CloserReason = (typeof CLOSER_REASONS)[number];

/** Who ended a connection and how that is known; undefined while it has not ended. */
export function explainCloser(socket: Socket): CloserKnown | undefined {
  const { state } = socket;
  if (state.phase !== 'closed' && state.phase !== 'failed') return undefined;
  if (socket.endInferredFrom === 'devtools') {
    const how = 'DevTools tells that a worker’s connection ended, and neither its code nor its reason.';
    return { by: 'unknown', confidence: 'cannot-see', id: 'devtools', how };
  }
  if (socket.endInferredFrom) {
    const how =
      socket.endInferredFrom === 'navigation'
        ? 'The document that owned it was left; its close event could no longer be seen. A browser sends 1001 then.'
        : 'Its tab was closed; its close event could no longer be seen. A browser sends 1001 then.';
    const id = socket.endInferredFrom === 'navigation' ? 'navigation' : 'tabClosed';
    return { by: 'page', confidence: 'inferred', id, how };
  }
  const { by } = state;
  switch (by) {
    case 'page':
      return {
        by,
        confidence: 'proved',
        id: 'pageCalled',
        how: 'The page called close() before the close event.',
      };
    case 'server':
      return state.phase === 'failed'
        ? {
            by,
            confidence: 'proved',
            id: 'refused',
            how: `The server answered the handshake with ${socket.handshake?.status}.`,
          }
        : {
            by,
            confidence: 'inferred',
            id: 'noCall',
            how: 'A closing handshake was completed and no close() call of the page was seen before it.',
          };
    case 'network':
      return {
        by,
        confidence: 'inferred',
        id: 'broke',
        how: 'No Close frame came and no close() call was seen: the connection broke, or the server dropped it.',
      };
    case 'unknown':
      return {
        by,
        confidence: 'cannot-see',
        id: 'untold',
        how: 'A browser does not tell a page, nor an extension, why this connection ended.',
      };
  }
}
