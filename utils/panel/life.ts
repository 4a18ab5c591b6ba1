import { t } from '../i18n';
import type { Socket } from '../websocket/model';

export interface LifeEvent {
  at: number;
  what: string;
  detail?: string;
  tone: 'plain' | 'ok' | 'warn' | 'error';
}

const quoted = (reason: string | undefined): string => (reason ? ` “${reason}”` : '');

/** A connection's life as a list of what happened, in time: RFC 6455 §4 to §7. */
export function lifeOf(socket: Socket, tokenExpiries: readonly number[] = []): LifeEvent[] {
  const { state, handshake, closeCall } = socket;
  const events: LifeEvent[] = [
    { at: socket.createdAt, what: t('sockets.created'), detail: `new ${socket.api}()`, tone: 'plain' },
  ];
  if (handshake) {
    events.push({
      at: handshake.startedAt,
      what: t('sockets.handshakeSent'),
      detail: 'GET, Upgrade',
      tone: 'plain',
    });
    if (handshake.respondedAt !== undefined && handshake.status !== undefined) {
      const detail = handshake.statusLine ?? String(handshake.status);
      const tone = handshake.status === 101 ? 'ok' : 'error';
      events.push({ at: handshake.respondedAt, what: t('sockets.handshakeAnswered'), detail, tone });
    }
    if (handshake.error) {
      const at = handshake.endedAt ?? handshake.respondedAt ?? handshake.startedAt;
      events.push({ at, what: t('sockets.handshakeFailed'), detail: handshake.error, tone: 'error' });
    }
  }
  const openedAt = state.phase === 'open' ? state.since : 'openedAt' in state ? state.openedAt : undefined;
  if (openedAt !== undefined) {
    events.push({
      at: openedAt,
      what: t('sockets.opened'),
      detail: socket.protocol || undefined,
      tone: 'ok',
    });
  }
  for (const at of tokenExpiries) events.push({ at, what: t('sockets.tokenExpired'), tone: 'warn' });
  if (closeCall) {
    const detail = closeCall.code === undefined ? undefined : `${closeCall.code}${quoted(closeCall.reason)}`;
    events.push({ at: closeCall.at, what: t('sockets.closeCalled'), detail, tone: 'plain' });
  }
  if (socket.erroredAt !== undefined)
    events.push({ at: socket.erroredAt, what: t('sockets.errorEvent'), tone: 'error' });
  if (state.phase === 'closed') {
    const detail = `${state.code}${quoted(state.reason)}${state.wasClean ? '' : t('sockets.notClean')}`;
    events.push({
      at: state.since,
      what: t('sockets.closed'),
      detail,
      tone: state.wasClean ? 'plain' : 'error',
    });
  }
  if (state.phase === 'failed') {
    const detail = state.code === undefined ? undefined : `${state.code}${quoted(state.reason)}`;
    events.push({ at: state.since, what: t('sockets.failedEarly'), detail, tone: 'error' });
  }
  return events
    .map((event, order) => ({ event, order }))
    .sort(byTime)
    .map(({ event }) => event);
}

/** By time; what has the same time stays in the order in which it must have happened. */
function byTime(a: { event: LifeEvent; order: number }, b: { event: LifeEvent; order: number }): number {
  return a.event.at - b.event.at || a.order - b.order;
}
