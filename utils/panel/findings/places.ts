import type { Evidence } from '../../checks';
import { t } from '../../i18n';
import type { Flow, Step, Token } from '../../oauth/model';
import type { Session } from '../../session/model';
import type { Socket } from '../../websocket/model';
import { stepKindName } from '../oauth/names';
import type { Selection } from '../selection';

/** Where a piece of evidence is: its name, the way there, and its time (epoch ms). */
export interface Place {
  label: string;
  selection: Selection;
  at: number;
}

export interface Places {
  /** Undefined where the session no longer holds it. */
  ofEvidence(evidence: Evidence): Place | undefined;
  ofFlow(id: string): Place | undefined;
  ofSocket(id: string): Place | undefined;
}

/** Finds evidence in a session by its ids, the most exact first: frame, step, handshake, token, connection. */
export function createPlaces(session: Session): Places {
  const flows = new Map(session.flows.map((flow) => [flow.id, flow]));
  const sockets = new Map<string, Socket>(session.sockets.map((socket) => [socket.id, socket]));
  const tokens = new Map(session.tokens.map((token) => [token.id, token]));
  const steps = new Map<string, Place>();
  const exchanges = new Map<string, Place>();
  for (const flow of session.flows) {
    for (const step of flow.steps) {
      const place = stepPlace(flow, step);
      steps.set(step.id, place);
      if (step.exchangeId && !exchanges.has(step.exchangeId)) exchanges.set(step.exchangeId, place);
    }
  }

  function ofSocket(id: string): Place | undefined {
    const socket = sockets.get(id);
    return socket && socketPlace(socket);
  }

  function ofFlow(id: string): Place | undefined {
    const flow = flows.get(id);
    return flow && { label: `F${flow.ordinal}`, selection: { kind: 'flow', id }, at: flow.startedAt };
  }

  return {
    ofFlow,
    ofSocket,
    ofEvidence({ stepId, exchangeId, socketId, tokenId, frame }) {
      const socket = socketId === undefined ? undefined : sockets.get(socketId);
      if (socket && frame !== undefined) return framePlace(socket, frame);
      const step = stepId === undefined ? undefined : steps.get(stepId);
      if (step) return step;
      if (socket) return exchangeId === undefined ? socketPlace(socket) : handshakePlace(socket, exchangeId);
      const exchange = exchangeId === undefined ? undefined : exchanges.get(exchangeId);
      if (exchange) return exchange;
      const token = tokenId === undefined ? undefined : tokens.get(tokenId);
      return token && tokenPlace(token, token.flowId === undefined ? undefined : flows.get(token.flowId));
    },
  };
}

function stepPlace(flow: Flow, step: Step): Place {
  return {
    label: t('findings.placeStep', {
      flow: `F${flow.ordinal}`,
      number: step.number,
      name: stepKindName(step.kind),
    }),
    selection: { kind: 'step', id: step.id, flowId: flow.id },
    at: step.at,
  };
}

function socketPlace({ id, ordinal, createdAt }: Socket): Place {
  return { label: `#${ordinal}`, selection: { kind: 'socket', id }, at: createdAt };
}

function handshakePlace(socket: Socket, exchangeId: string): Place {
  return {
    label: t('findings.placeHandshake', { socket: `#${socket.ordinal}` }),
    selection: { kind: 'exchange', id: exchangeId, socketId: socket.id },
    at: socket.createdAt,
  };
}

function framePlace(socket: Socket, seq: number): Place {
  return {
    label: t('findings.placeFrame', { socket: `#${socket.ordinal}`, number: seq + 1 }),
    selection: { kind: 'frame', socketId: socket.id, seq },
    at: socket.createdAt,
  };
}

function tokenPlace({ id, kind, flowId, issuedAt, uses }: Token, flow: Flow | undefined): Place {
  return {
    label: t(flow ? 'findings.placeFlowToken' : 'findings.placeToken', {
      flow: flow ? `F${flow.ordinal}` : '',
      kind,
    }),
    selection: { kind: 'token', id, flowId },
    at: issuedAt ?? uses[0]?.at ?? 0,
  };
}
