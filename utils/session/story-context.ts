import type { Flow, Step, Token } from '../oauth/model';
import { endedAtOf, openedAtOf } from '../websocket/lifecycle';
import type { Socket } from '../websocket/model';
import type { Evidence, SocketLink } from './model';

export interface StoryInput {
  sockets: readonly Socket[];
  flows: readonly Flow[];
  tokens: readonly Token[];
  links: readonly SocketLink[];
  /** Time of the last observation, ms since the epoch: nothing later is known. */
  now: number;
}

/** A socket together with a token that it carried. */
export interface Use {
  socket: Socket;
  token: Token;
  link: SocketLink;
  flow?: Flow;
  openedAt?: number;
  endedAt?: number;
}

/** All uses in order of the sockets' creation; a token that a socket carried twice counts once. */
export function usesOf({ sockets, flows, tokens, links }: StoryInput): Use[] {
  const tokenById = new Map(tokens.map((token) => [token.id, token]));
  const flowById = new Map(flows.map((flow) => [flow.id, flow]));
  const linksOf = Map.groupBy(links, ({ socketId }) => socketId);
  return sockets.flatMap((socket) =>
    firstOfEachToken(linksOf.get(socket.id) ?? []).map((link): Use => {
      return {
        socket,
        token: tokenById.get(link.tokenId)!,
        link,
        flow: link.flowId === undefined ? undefined : flowById.get(link.flowId),
        openedAt: openedAtOf(socket.state),
        endedAt: endedAtOf(socket.state),
      };
    }),
  );
}

function firstOfEachToken(links: readonly SocketLink[]): SocketLink[] {
  return links.filter((link, i) => links.findIndex(({ tokenId }) => tokenId === link.tokenId) === i);
}

/** The step that issued a token, where it was seen. */
export function issuingStep(token: Token, flow: Flow | undefined): Step | undefined {
  return flow?.steps.find(({ issued }) => issued.includes(token.id));
}

/** What reconnects keep the same: page, server and path. The query holds the token, which changes. */
export function destinationOf({ place, url }: Socket): string {
  return `${place.tabId}|${url.split('?', 1)[0]}`;
}

export function evidence(use: Use, ...steps: (Step | undefined)[]): Evidence[] {
  return [
    { kind: 'socket', id: use.socket.id },
    { kind: 'token', id: use.token.id },
    ...(use.flow ? [{ kind: 'flow' as const, id: use.flow.id }] : []),
    ...steps.flatMap((step) => (step ? [{ kind: 'step' as const, id: step.id }] : [])),
  ];
}
