import type { Flow, Token, TokenUse } from '../oauth/model';
import type { Socket } from '../websocket/model';
import { carriedBy } from './carriers';
import { foundToken } from './found-token';
import { inferIssue } from './inferred-issue';
import type { SocketLink } from './model';
import { websocketUse } from './websocket-use';

export interface Tied {
  flows: readonly Flow[];
  tokens: readonly Token[];
  links: readonly SocketLink[];
}

/** A short value in a place that says nothing may be anything, also where it equals a token. */
const SHORTEST_UNNAMED = 8;

/**
 * Ties sockets to the tokens that they carried: links, and their traces in flows and tokens. A link is `proved`
 * where the same bytes were seen issued; a token that only the socket showed is added, without a flow unless its
 * claims name one.
 * Nothing given is changed.
 */
export function attachSockets(
  flows: readonly Flow[],
  tokens: readonly Token[],
  sockets: readonly Socket[],
): Tied {
  const known = new Map(tokens.map((token) => [token.value, token]));
  const found: Token[] = [];
  const inferred = new Map<string, string>();
  const links: SocketLink[] = [];
  for (const socket of sockets) {
    const tied = new Set<string>();
    for (const carried of carriedBy(socket)) {
      if (!carried.named && carried.value.length < SHORTEST_UNNAMED) continue;
      let token = known.get(carried.value);
      if (!token) {
        token = foundToken(carried);
        if (!token) continue;
        known.set(token.value, token);
        found.push(token);
      }
      if (token.flowId === undefined && !inferred.has(token.id)) {
        const issue = inferIssue(token, flows);
        if (issue) inferred.set(token.id, issue.id);
      }
      const flowId = token.flowId ?? inferred.get(token.id);
      const { carrier, where, at } = carried;
      const once = `${token.id} ${carrier}`;
      if (tied.has(once)) continue;
      tied.add(once);
      links.push({
        socketId: socket.id,
        tokenId: token.id,
        ...(flowId !== undefined && { flowId }),
        carrier,
        where,
        at,
        confidence: wasIssued(token) ? 'proved' : 'inferred',
      });
    }
  }
  const byId = new Map(sockets.map((socket) => [socket.id, socket]));
  const byToken = Map.groupBy(links, ({ tokenId }) => tokenId);
  const byFlow = Map.groupBy(links, ({ flowId }) => flowId);
  const tokenById = new Map([...tokens, ...found].map((token) => [token.id, token]));
  return {
    flows: flows.map((flow) => addSockets(flow, byFlow.get(flow.id) ?? [], byId, tokenById)),
    tokens: [...tokens, ...found].map((token) => {
      const flowId = token.flowId ?? inferred.get(token.id);
      const joined = flowId === token.flowId ? token : { ...token, flowId };
      return addUses(joined, byToken.get(token.id) ?? [], byId);
    }),
    links,
  };
}

function wasIssued(token: Token): boolean {
  return token.issuedAt !== undefined || token.flowId !== undefined;
}

/** Origin of a socket's server, in its own scheme. */
export function socketOrigin({ url }: Socket): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

function addUses(token: Token, links: readonly SocketLink[], sockets: ReadonlyMap<string, Socket>): Token {
  if (links.length === 0) return token;
  const uses = links.map(({ at, socketId, carrier }): TokenUse => {
    return { at, socketId, carrier, to: socketOrigin(sockets.get(socketId)!) };
  });
  return { ...token, uses: [...token.uses, ...uses].sort((a, b) => a.at - b.at) };
}

function addSockets(
  flow: Flow,
  links: readonly SocketLink[],
  sockets: ReadonlyMap<string, Socket>,
  tokens: ReadonlyMap<string, Token>,
): Flow {
  if (links.length === 0) return flow;
  const added = links.map((link) =>
    websocketUse(link, sockets.get(link.socketId)!, tokens.get(link.tokenId)!),
  );
  const origins = links.map(({ socketId }) => socketOrigin(sockets.get(socketId)!));
  // Array.prototype.sort is stable, so the causal order that the flow came with stays among equal times.
  const steps = [...flow.steps];
  for (const step of added) {
    const after = steps.findLastIndex(({ at }) => at <= step.at);
    steps.splice(after + 1, 0, step);
  }
  return {
    ...flow,
    steps: steps.map((step, i) => (step.number === i + 1 ? step : { ...step, number: i + 1 })),
    tokenIds: [...new Set([...flow.tokenIds, ...links.map(({ tokenId }) => tokenId)])],
    socketIds: [...new Set([...flow.socketIds, ...links.map(({ socketId }) => socketId)])],
    resourceServers: [...new Set([...flow.resourceServers, ...origins])],
  };
}
