import type { FlowCheck, SessionCheck, SocketCheck } from './model';

/** A rule about one OAuth flow. */
export const flowCheck = (check: Omit<FlowCheck, 'scope'>): FlowCheck => ({ scope: 'flow', ...check });

/** A rule about one connection. */
export const socketCheck = (check: Omit<SocketCheck, 'scope'>): SocketCheck => ({
  scope: 'socket',
  ...check,
});

/** A rule about the session as a whole. */
export const sessionCheck = (check: Omit<SessionCheck, 'scope'>): SessionCheck => ({
  scope: 'session',
  ...check,
});
