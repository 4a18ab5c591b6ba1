import { type MessageKey, t } from '../../i18n';
import type { TokenCarrier, TokenKind } from '../../oauth/model';

const TOKENS: Record<TokenKind, MessageKey> = {
  access: 'timeline.accessToken',
  refresh: 'timeline.refreshToken',
  id: 'timeline.idToken',
  code: 'timeline.code',
  registration: 'timeline.registrationToken',
  unknown: 'timeline.token',
};

const CARRIERS: Record<TokenCarrier, MessageKey> = {
  'header-bearer': 'timeline.inHeader',
  'header-dpop': 'timeline.inHeader',
  query: 'timeline.inUrl',
  form: 'timeline.inForm',
  cookie: 'timeline.inCookie',
  'ws-query': 'timeline.inUrl',
  'ws-subprotocol': 'timeline.inSubprotocol',
  'ws-first-message': 'timeline.inMessage',
};

export const tokenWord = (kind: TokenKind): string => t(TOKENS[kind]);
export const carrierWord = (carrier: TokenCarrier): string => t(CARRIERS[carrier]);
