import { t } from '../i18n';
import type { Token } from '../oauth/model';
import type { Session, SocketLink } from '../session/model';
import { tellsOfTrouble } from '../websocket';
import type { Socket } from '../websocket/model';
import { isLoopback, maskUrl, splitUrl } from './url';

export type Tone = 'pending' | 'ok' | 'idle' | 'warn' | 'error';

/** A connection's state as it is drawn: a shape, a tone and a word, so that none stands alone. */
export interface StateView {
  phase: Socket['state']['phase'];
  tone: Tone;
  word: string;
}

/** How a state is drawn. */
export function socketState({ state }: Pick<Socket, 'state'>): StateView {
  switch (state.phase) {
    case 'connecting':
      return { phase: state.phase, tone: 'pending', word: t('sockets.phaseConnecting') };
    case 'open':
      return { phase: state.phase, tone: 'ok', word: t('sockets.phaseOpen') };
    case 'closing':
      return { phase: state.phase, tone: 'pending', word: t('sockets.phaseClosing') };
    case 'failed':
      return { phase: state.phase, tone: 'error', word: t('sockets.phaseFailed') };
    case 'closed':
      return {
        phase: state.phase,
        tone: tellsOfTrouble(state.code) ? 'error' : 'idle',
        word: t('sockets.phaseClosed'),
      };
  }
}

/** When the connection's bar ends; undefined while it lives. */
export function endedAt({ state }: Pick<Socket, 'state'>): number | undefined {
  return state.phase === 'closed' || state.phase === 'failed' ? state.since : undefined;
}

/** When the connection opened; undefined where it has not, or never did. */
export function openedAt({ state }: Pick<Socket, 'state'>): number | undefined {
  return state.phase === 'open' ? state.since : 'openedAt' in state ? state.openedAt : undefined;
}

/** From creation to its end, or to `now`. Milliseconds. */
export function lifetime(socket: Socket, now: number): number {
  return Math.max(0, (endedAt(socket) ?? now) - socket.createdAt);
}

/** The close code to show; undefined while the connection lives. */
export function closeCode({ state }: Pick<Socket, 'state'>): number | undefined {
  return state.phase === 'closed' || state.phase === 'failed' ? state.code : undefined;
}

/** The tie between a connection and the token that it carried. */
export interface LinkView {
  link: SocketLink;
  token?: Token;
  flowOrdinal?: number;
}

/** Every row of the list asks: a session's links are gone through once. */
const LINKS = new WeakMap<Session, ReadonlyMap<string, readonly LinkView[]>>();
const NO_LINKS: readonly LinkView[] = [];

/** The links of a connection, the oldest first. */
export function linksOf(session: Session, socketId: string): readonly LinkView[] {
  const known = LINKS.get(session) ?? linksBySocket(session);
  LINKS.set(session, known);
  return known.get(socketId) ?? NO_LINKS;
}

function linksBySocket({ links, tokens, flows }: Session): ReadonlyMap<string, readonly LinkView[]> {
  const tokenOf = new Map(tokens.map((token) => [token.id, token]));
  const ordinalOf = new Map(flows.map((flow) => [flow.id, flow.ordinal]));
  const views = links.map((link) => ({
    link,
    token: tokenOf.get(link.tokenId),
    flowOrdinal: link.flowId === undefined ? undefined : ordinalOf.get(link.flowId),
  }));
  return Map.groupBy(views, ({ link }) => link.socketId);
}

export interface UrlView {
  host: string;
  /** Path and query, credentials as dots. */
  path: string;
  /** The whole URL, credentials as dots. */
  full: string;
  /** `ws` to another machine: everybody on the way can read it. */
  exposed: boolean;
  plain: boolean;
}

/** What the list says of a URL. */
export function urlView(socket: Pick<Socket, 'url'>): UrlView {
  const { scheme, host } = splitUrl(socket.url);
  const full = maskUrl(socket.url);
  const plain = scheme === 'ws';
  return {
    host,
    path: full.slice(full.indexOf(host) + host.length),
    full,
    plain,
    exposed: plain && !isLoopback(host),
  };
}

const UNSEEN = {
  worker: 'sockets.unseenWorker',
  'before-hook': 'sockets.unseenBeforeHook',
  'frame-escape': 'sockets.unseenFrameEscape',
  stream: 'sockets.unseenStream',
  unknown: 'sockets.unseenUnknown',
} as const satisfies Record<NonNullable<Socket['unseenReason']>, string>;

/** Why no frames of a connection can be shown. */
export function unseenFrames(socket: Socket): string | undefined {
  if (socket.framesVisible) return undefined;
  return t(UNSEEN[socket.unseenReason ?? 'unknown']);
}

/** When a token had expired at `at` (epoch ms), the time of it; undefined where it had not, or none is known. */
export function expiredAt(token: Token | undefined, at: number): number | undefined {
  return token?.expiresAt !== undefined && token.expiresAt <= at ? token.expiresAt : undefined;
}

const KINDS = {
  access: 'sockets.kindAccess',
  refresh: 'sockets.kindRefresh',
  id: 'sockets.kindId',
  code: 'sockets.kindCode',
  registration: 'sockets.kindRegistration',
  unknown: 'sockets.kindUnknown',
} as const satisfies Record<Token['kind'], string>;

/** What kind of token, in words. */
export const tokenKind = (kind: Token['kind']): string => t(KINDS[kind]);
