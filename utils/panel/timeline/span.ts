import type { Session } from '../../session/model';
import { formatClock, formatSince } from '../format';
import { endedAt } from '../socket-view';
import type { TimeSpan } from '../time-span';

/** The span of time that is drawn: to the present, and on to an expiry that is about to come. */
export function timelineSpan(session: Session, now: number): TimeSpan {
  const from = session.span?.from ?? now;
  const lives = session.sockets.some((socket) => endedAt(socket) === undefined);
  const last = Math.max(session.span?.to ?? now, lives ? now : 0);
  const length = Math.max(1000, last - from);
  const soon = last + length * 0.15;
  const expiry = session.tokens.reduce((at, { expiresAt }) => {
    return expiresAt !== undefined && expiresAt > last && expiresAt < soon ? Math.max(at, expiresAt) : at;
  }, last);
  return { from, to: Math.max(from + length, expiry) + length * 0.03 };
}

/** What the pointer says: `14:02:14.204 · +3.000 s`. */
export const readout = (at: number, from: number): string => `${formatClock(at)} · ${formatSince(at - from)}`;
