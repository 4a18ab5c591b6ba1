import type { Flow, Token } from '../../oauth/model';
import type { Session, SocketLink } from '../../session/model';
import type { Socket } from '../../websocket/model';
import { flowLane } from './flow-lane';
import type { Lane, Tie } from './model';
import { type Carried, socketLane } from './socket-lane';

/**
 * Lanes of a session by their start, so that it is read downwards in time. They are made anew only where their flow,
 * their connection or its tokens changed.
 */
export function createLanes(): (session: Session) => readonly Lane[] {
  let before: { session: Session; lanes: readonly Lane[] } | undefined;
  let flowLanes = new WeakMap<Flow, Lane>();
  let tokensBefore: Session['tokens'] | undefined;
  const socketLanes = new WeakMap<Socket, { tied: readonly unknown[]; lane: Lane }>();

  function ofSocket(socket: Socket, carried: readonly Carried[]): Lane {
    const tied = carried.flatMap(({ link, token, flow }) => [link, token, flow]);
    const known = socketLanes.get(socket);
    if (known && sameItems(known.tied, tied)) return known.lane;
    const lane = socketLane(socket, carried);
    socketLanes.set(socket, { tied, lane });
    return lane;
  }

  return (session) => {
    if (before?.session === session) return before.lanes;
    if (session.tokens !== tokensBefore) {
      flowLanes = new WeakMap();
      tokensBefore = session.tokens;
    }
    const tokens = new Map(session.tokens.map((token) => [token.id, token]));
    const flows = new Map(session.flows.map((flow) => [flow.id, flow]));
    const links = Map.groupBy(session.links, (link) => link.socketId);
    const lanes = [
      ...session.flows.map((flow) => {
        const lane = flowLanes.get(flow) ?? flowLane(flow, tokens);
        flowLanes.set(flow, lane);
        return lane;
      }),
      ...session.sockets.map((socket) => ofSocket(socket, carriedBy(links.get(socket.id), tokens, flows))),
    ].sort((a, b) => a.from - b.from);
    before = { session, lanes };
    return lanes;
  };
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at]);

function carriedBy(
  links: readonly SocketLink[] = [],
  tokens: ReadonlyMap<string, Token>,
  flows: ReadonlyMap<string, Flow>,
): Carried[] {
  return links.flatMap((link) => {
    const token = tokens.get(link.tokenId);
    return token ? { link, token, flow: flows.get(link.flowId ?? '') } : [];
  });
}

/** Lanes of a session, each by its start; flows before connections that started at the same time. */
export const timelineLanes = (session: Session): readonly Lane[] => createLanes()(session);

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
      proved: link.confidence === 'proved',
    };
  });
}
