import type { Flow, Step, Token } from '../oauth/model';
import type { Session, SocketLink } from '../session/model';
import type { Socket } from '../websocket/model';
import { formatClock, formatDuration, formatSince } from './format';
import type { Selection } from './selection';
import { closeCode, endedAt, socketState, type Tone, urlView } from './socket-view';

/** A stretch of a connection's life, or of a flow from its first step to its last. Times in epoch ms. */
export interface Segment {
  from: number;
  /** Absent: it goes on. */
  to?: number;
  kind: 'connecting' | 'open' | 'closing' | 'flow';
}

/** A token's life, from its issue to its expiry or revocation. */
export interface Band {
  tokenId: string;
  from: number;
  to: number;
  title: string;
}

export interface Mark {
  at: number;
  /** Each kind has its own shape: a front-channel step, a token, a use, an error, an expiry, an end. */
  shape: 'step' | 'token' | 'use' | 'error' | 'expiry' | 'end';
  tone: Tone;
  title: string;
  selection: Selection;
}

/** One line of the timeline. */
export interface Lane {
  id: string;
  kind: 'flow' | 'socket';
  label: string;
  title: string;
  selection: Selection;
  segments: readonly Segment[];
  marks: readonly Mark[];
  /** Lives of the tokens that a flow issued, where they are known. */
  bands?: readonly Band[];
  ended?: boolean;
  failed?: boolean;
}

/** A token's way from the flow that issued it to a connection that carried it. */
export interface Tie {
  from: { lane: number; at: number };
  to: { lane: number; at: number };
  socketId: string;
  flowId: string;
  tokenId: string;
}

function socketLane(socket: Socket, tokens: readonly Token[]): Lane {
  const { state } = socket;
  const end = endedAt(socket);
  const selection: Selection = { kind: 'socket', id: socket.id };
  const openedAt = state.phase === 'open' ? state.since : 'openedAt' in state ? state.openedAt : undefined;
  const segments: Segment[] = [{ from: socket.createdAt, to: openedAt ?? end, kind: 'connecting' }];
  const closingAt =
    state.phase === 'closing' ? state.since : end === undefined ? undefined : socket.closeCall?.at;
  if (openedAt !== undefined) segments.push({ from: openedAt, to: closingAt ?? end, kind: 'open' });
  if (openedAt !== undefined && closingAt !== undefined) {
    segments.push({ from: closingAt, to: end, kind: 'closing' });
  }
  const { tone, word } = socketState(socket);
  const marks: Mark[] = tokens
    .filter(({ expiresAt }) => {
      return expiresAt !== undefined && expiresAt >= socket.createdAt && expiresAt <= (end ?? Infinity);
    })
    .map((token) => ({
      at: token.expiresAt!,
      shape: 'expiry',
      tone: 'warn',
      title: 'token expires',
      selection: { kind: 'token', id: token.id, flowId: token.flowId },
    }));
  if (end !== undefined) {
    const code = closeCode(socket);
    const title = code === undefined ? word : `${word} ${code}`;
    marks.push({ at: end, shape: tone === 'error' ? 'error' : 'end', tone, title, selection });
  }
  const { host, path } = urlView(socket);
  return {
    id: socket.id,
    kind: 'socket',
    label: `#${socket.ordinal}`,
    title: `${host}${path}, ${word}`,
    selection,
    segments,
    marks,
    ended: end !== undefined,
    failed: state.phase === 'failed',
  };
}

const TOKEN_STEPS: ReadonlySet<Step['kind']> = new Set(['token_request', 'refresh_request']);
const USE_STEPS: ReadonlySet<Step['kind']> = new Set([
  'resource_request',
  'websocket_use',
  'userinfo_request',
  'introspection_request',
]);

function stepMark(step: Step, flowId: string): Mark {
  const failed = step.outcome.state.endsWith('-error');
  const shape = failed
    ? 'error'
    : TOKEN_STEPS.has(step.kind)
      ? 'token'
      : USE_STEPS.has(step.kind)
        ? 'use'
        : 'step';
  const tone = failed ? 'error' : step.outcome.state === 'ok' ? 'ok' : 'pending';
  return {
    at: step.at,
    shape,
    tone,
    title: `${step.number}. ${step.title}`,
    selection: { kind: 'step', id: step.id, flowId },
  };
}

/** When a flow had its last step, epoch ms; undefined while it goes on. */
export function flowEnd(flow: Flow): number | undefined {
  if (flow.state.phase === 'in-progress' || flow.state.phase === 'waiting-for-user') return undefined;
  return (
    flow.endedAt ?? flow.steps.reduce((at, step) => Math.max(at, step.endedAt ?? step.at), flow.startedAt)
  );
}

function bandOf(token: Token | undefined): Band[] {
  const { id, kind, issuedAt: from, expiresAt, revokedAt } = token ?? {};
  const to = revokedAt ?? expiresAt;
  // A code lives for a moment and is seen as steps.
  if (id === undefined || kind === 'code' || from === undefined || to === undefined || to <= from) return [];
  return [{ tokenId: id, from, to, title: `${kind} token, ${formatDuration(to - from)}` }];
}

function flowLane(flow: Flow, tokens: ReadonlyMap<string, Token>): Lane {
  return {
    id: flow.id,
    kind: 'flow',
    label: `F${flow.ordinal}`,
    title: `${flow.grantName ?? flow.grant}, ${flow.state.phase}`,
    selection: { kind: 'flow', id: flow.id },
    segments: [{ from: flow.startedAt, to: flowEnd(flow), kind: 'flow' }],
    bands: flow.tokenIds.flatMap((id) => bandOf(tokens.get(id))),
    marks: flow.steps.map((step) => stepMark(step, flow.id)),
  };
}

/** The tokens of links, each once: one token may be carried in two places. */
function tokensOf(links: readonly SocketLink[], tokens: ReadonlyMap<string, Token>): Token[] {
  return [...new Set(links.map((link) => link.tokenId))].flatMap((id) => tokens.get(id) ?? []);
}

/** Lanes are made anew only where their flow, their connection or its tokens changed. */
export function createLanes(): (session: Session) => Lane[] {
  let flowLanes = new WeakMap<Flow, Lane>();
  let tokensBefore: Session['tokens'] | undefined;
  const socketLanes = new WeakMap<Socket, { key: string; lane: Lane }>();
  return (session) => {
    if (session.tokens !== tokensBefore) {
      flowLanes = new WeakMap();
      tokensBefore = session.tokens;
    }
    const tokens = new Map(session.tokens.map((token) => [token.id, token]));
    const carried = Map.groupBy(session.links, (link) => link.socketId);
    return [
      ...session.flows.map((flow) => {
        const lane = flowLanes.get(flow) ?? flowLane(flow, tokens);
        flowLanes.set(flow, lane);
        return lane;
      }),
      ...session.sockets.map((socket) => {
        const own = tokensOf(carried.get(socket.id) ?? [], tokens);
        const key = own.map(({ id, expiresAt }) => `${id} ${expiresAt}`).join();
        const known = socketLanes.get(socket);
        if (known?.key === key) return known.lane;
        const lane = socketLane(socket, own);
        socketLanes.set(socket, { key, lane });
        return lane;
      }),
    ];
  };
}

/** Lanes of a session: flows, then connections, each by their start. */
export const timelineLanes = (session: Session): Lane[] => createLanes()(session);

/** The ties between lanes, from where a token was issued to where a connection began to carry it. */
export function timelineTies(session: Session, lanes: readonly Lane[]): Tie[] {
  const laneOf = new Map(lanes.map((lane, index) => [lane.id, index]));
  const tokens = new Map(session.tokens.map((token) => [token.id, token]));
  return session.links.flatMap((link) => {
    const from = link.flowId === undefined ? undefined : laneOf.get(link.flowId);
    const to = laneOf.get(link.socketId);
    const issued = tokens.get(link.tokenId)?.issuedAt;
    if (from === undefined || to === undefined || issued === undefined) return [];
    return {
      from: { lane: from, at: issued },
      to: { lane: to, at: link.at },
      socketId: link.socketId,
      flowId: link.flowId!,
      tokenId: link.tokenId,
    };
  });
}

/** The span of time that is drawn: to the present, and on to an expiry that is about to come. */
export function timelineSpan(session: Session, now: number): { from: number; to: number } {
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
