import type { Confidence } from '../oauth/model';
import { describeCloseCode, explainCloser } from '../websocket';
import type { Closer, Socket } from '../websocket/model';

export interface CloseView {
  title: string;
  code?: { number: number; name: string; meaning: string };
  reason?: string;
  closer?: { who: string; how: string; confidence: Confidence };
  /** What to look at next. */
  next?: string;
}

const WHO: Record<Closer, string> = {
  page: 'The page',
  server: 'The server',
  network: 'The network',
  unknown: 'Not known',
};

/** Why and by whom a connection ended; undefined while it lives. */
export function closeView(socket: Socket): CloseView | undefined {
  const { state } = socket;
  if (state.phase !== 'closed' && state.phase !== 'failed') return undefined;
  const close = state.code === undefined ? undefined : describeCloseCode(state.code);
  const closer = explainCloser(socket);
  return {
    title: state.phase === 'failed' ? 'Why it failed' : 'Why it closed',
    code: close && { number: close.code, name: close.name, meaning: close.meaning },
    reason: state.reason || undefined,
    closer: closer && { who: WHO[closer.by], how: closer.how, confidence: closer.confidence },
    next: close?.next,
  };
}
