import { type MessageKey, t } from '../i18n';
import type { Confidence, ParameterPlace, Step, StepOutcome, Token, TokenCarrier } from '../oauth/model';
import type { Socket } from '../websocket/model';
import type { SocketLink } from './model';

const PLACES: Partial<Record<TokenCarrier, ParameterPlace>> = {
  'ws-query': 'query',
  'ws-first-message': 'request-body',
};

const CARRIERS: Partial<Record<TokenCarrier, MessageKey>> = {
  'ws-query': 'stories.inUrl',
  'ws-subprotocol': 'stories.asSubprotocol',
  'ws-first-message': 'stories.inMessage',
  cookie: 'stories.inCookie',
};

const KINDS: Record<Token['kind'], MessageKey> = {
  access: 'stories.accessToken',
  refresh: 'stories.refreshToken',
  id: 'stories.idToken',
  code: 'stories.code',
  registration: 'stories.registrationToken',
  unknown: 'stories.token',
};

/** How a token's kind is called in a sentence. */
export function tokenName(token: Token): string {
  return t(KINDS[token.kind]);
}

/** A token's expiry in a sentence, with what it rests on where that is not this machine's clock. */
export function expiryOf({ expiryFrom }: Token): string {
  return t(expiryFrom === 'exp' ? 'stories.expiredByExp' : 'stories.expired');
}

/** How certain it is that what came after a token's expiry by this machine's clock came after it indeed. */
export function orderOf({ expiryFrom }: Token): Confidence {
  return expiryFrom === 'expires_in' ? 'proved' : 'inferred';
}

/** How a carrier is called in a sentence: "in the URL". */
export function carrierName(carrier: TokenCarrier): string {
  return t(CARRIERS[carrier] ?? 'stories.inHeader');
}

/** A socket's use of a flow's token, as a step of that flow. Its number is the flow's to give. */
export function websocketUse(link: SocketLink, socket: Socket, token: Token): Step {
  const { carrier, where, at, confidence } = link;
  return {
    id: `${socket.id}/websocket_use/${token.id}/${carrier}`,
    kind: 'websocket_use',
    number: 0,
    from: 'client',
    to: 'resource-server',
    at,
    socketId: socket.id,
    title: t('stories.use', {
      n: `${socket.ordinal}`,
      token: tokenName(token),
      carrier: carrierName(carrier),
    }),
    request: [{ name: where, value: token.value, place: PLACES[carrier] ?? 'request-header', secret: true }],
    response: [],
    outcome: outcomeOf(socket),
    join: { key: joinKey(token), confidence },
    recognisedBy: 'parameters',
    unseen: [],
    issued: [],
    used: [token.id],
  };
}

function joinKey(token: Token): 'access_token' | 'id_token' | 'refresh_token' | 'code' {
  if (token.kind === 'id') return 'id_token';
  if (token.kind === 'refresh') return 'refresh_token';
  return token.kind === 'code' ? 'code' : 'access_token';
}

function outcomeOf({ state, handshake, protocol }: Socket): StepOutcome {
  switch (state.phase) {
    case 'connecting':
      return { state: 'pending' };
    case 'closing':
      return state.openedAt === undefined && protocol === undefined ? { state: 'pending' } : { state: 'ok' };
    case 'failed':
      return handshake?.status !== undefined && handshake.status >= 300
        ? { state: 'http-error', status: handshake.status }
        : { state: 'network-error', error: handshake?.error ?? 'the connection never opened' };
    default:
      return { state: 'ok' };
  }
}
