import { type MessageKey, t, tOr } from '../i18n';
import type { Confidence } from '../oauth/model';
import { describeCloseCode, explainCloser } from '../websocket';
import type { CloseSender } from '../websocket/close-codes';
import type { Closer, Socket } from '../websocket/model';

export interface CloseView {
  title: string;
  code?: {
    number: number;
    name: string;
    meaning: string;
    /** What the meaning rests on, and who can send such a code. */
    source: string;
    sender: string;
  };
  reason?: string;
  closer?: { who: string; how: string; confidence: Confidence };
  /** What to look at next. */
  next?: string;
}

const WHO = {
  page: 'closeCodes.byPage',
  server: 'closeCodes.byServer',
  network: 'closeCodes.byNetwork',
  unknown: 'closeCodes.byUnknown',
} as const satisfies Record<Closer, MessageKey>;

const SOURCES = {
  rfc6455: 'closeCodes.sourceRfc6455',
  iana: 'closeCodes.sourceIana',
  convention: 'closeCodes.sourceConvention',
  range: 'closeCodes.sourceRange',
  invalid: 'closeCodes.sourceInvalid',
} as const;

const SENDERS = {
  'page-or-server': 'closeCodes.senderPageOrServer',
  'browser-or-server': 'closeCodes.senderBrowserOrServer',
  server: 'closeCodes.senderServer',
  nobody: 'closeCodes.senderNobody',
} as const satisfies Record<CloseSender, MessageKey>;

/** Why and by whom a connection ended; undefined while it lives. */
export function closeView(socket: Socket): CloseView | undefined {
  const { state } = socket;
  if (state.phase !== 'closed' && state.phase !== 'failed') return undefined;
  const close = state.code === undefined ? undefined : describeCloseCode(state.code);
  const closer = explainCloser(socket);
  return {
    title: t(state.phase === 'failed' ? 'closeCodes.whyFailed' : 'closeCodes.whyClosed'),
    code: close && {
      number: close.code,
      // The registry's own names are names in every language.
      name: close.name,
      meaning: tOr(close.meaning, `closeCodes.${close.id}.meaning`),
      source: t(SOURCES[close.source]),
      sender: t(SENDERS[close.sender]),
    },
    reason: state.reason || undefined,
    closer: closer && {
      who: t(WHO[closer.by]),
      how: tOr(closer.how, `closeCodes.closer.${closer.id}`, { status: `${socket.handshake?.status}` }),
      confidence: closer.confidence,
    },
    next: close && tOr(close.next, `closeCodes.${close.id}.next`),
  };
}
