import { type MessageKey, t } from '../i18n';
import type { Confidence, FlowState } from '../oauth/model';
import { namesAuthentication, saysUnauthorized } from '../websocket/unauthorized';
import { formatSpan } from './format-span';
import { headerOf } from './headers';
import type { Story } from './model';
import { tellReconnects } from './reconnect-stories';
import { chained, sentence } from './sentence';
import { evidence, issuingStep, type StoryInput, type Use, usesOf } from './story-context';
import { carrierName, expiryOf, orderOf, tokenName } from './websocket-use';

/** A close this long after the token's expiry may be the server's answer to it; later, other reasons are likelier. */
const EXPIRY_WINDOW_MS = 30_000;
/** Server and machine clocks differ: a server may find a token expired a little before we do. */
const CLOCK_SKEW_MS = 2_000;

/**
 * Tells what happened between connections and tokens, in order of time. Every sentence rests on what was observed.
 *
 * One rule of confidence for whatever rests on an expiry. The sentence states facts and their order in time, never a
 * cause. It is `proved` where that order is certain: `expires_in` counts on this machine's clock from the moment the
 * answer came, so the server holds the token expired by then at the latest; or the server itself says "expired".
 * It is `inferred` where the order is not certain (`exp` is of another machine's clock; an event before the expiry,
 * within the skew of clocks), and where the two facts stand side by side only because one may be the other's cause:
 * a close whose code is not registered for this and whose reason does not speak of authentication, a refused
 * handshake without a challenge.
 */
export function tellStories(input: StoryInput): Story[] {
  const uses = usesOf(input);
  const told = uses.flatMap((use) => [
    ...authenticated(use),
    ...expired(use, input.now),
    ...afterLogout(use, input.now),
    ...refused(use),
  ]);
  const { reconnects, repeated } = tellReconnects(uses);
  // Of attempts with one and the same expired token one story is told, not one of each.
  const own = told.filter(({ kind, socketId }) => kind !== 'handshake-refused' || !repeated.has(socketId!));
  return chained([...own, ...reconnects]).sort((a, b) => a.at - b.at);
}

function story(
  use: Use,
  kind: Story['kind'],
  at: number,
  text: string,
  confidence: Confidence,
  proof = evidence(use),
): Story {
  const { socket, flow } = use;
  return {
    at,
    socketId: socket.id,
    ...(flow && { flowId: flow.id }),
    kind,
    ...sentence([{ text, confidence, evidence: proof }]),
  };
}

function authenticated(use: Use): Story[] {
  const { socket, token, link, flow, openedAt } = use;
  if (openedAt === undefined) return [];
  const values = {
    n: `${socket.ordinal}`,
    token: tokenName(token),
    carrier: carrierName(link.carrier),
    where: link.where,
  };
  const text = flow
    ? t('stories.authenticated', { ...values, flow: `F${flow.ordinal}` })
    : t('stories.authenticatedUnseen', values);
  return [
    story(
      use,
      'authenticated',
      Math.max(link.at, openedAt),
      text,
      link.confidence,
      evidence(use, issuingStep(token, flow)),
    ),
  ];
}

function expired(use: Use, now: number): Story[] {
  const { socket, token, openedAt, endedAt } = use;
  const { expiresAt } = token;
  if (expiresAt === undefined || openedAt === undefined) return [];
  const { state } = socket;
  if (state.phase === 'closed' && state.by !== 'page') {
    const late = state.since - expiresAt;
    const unauthorized = saysUnauthorized(state.code, state.reason);
    if (
      late >= (unauthorized ? -CLOCK_SKEW_MS : 0) &&
      (unauthorized || (openedAt < expiresAt && late <= EXPIRY_WINDOW_MS))
    ) {
      const text = t(late < 0 ? 'stories.closedBefore' : 'stories.closedAfter', {
        n: `${socket.ordinal}`,
        code: `${state.code}`,
        reason: quoted(state.reason),
        span: formatSpan(late),
        expiry: expiryOf(token),
      });
      // RFC 6455 §7.4.2: 4000 to 4999 mean what the two sides agreed on; 3000 is registered as "Unauthorized".
      const says = state.code === 3000 || (unauthorized && namesAuthentication(state.reason));
      const order = /\bexpir/i.test(state.reason) ? 'proved' : orderOf(token);
      const confidence = says && late >= 0 ? order : 'inferred';
      return [story(use, 'closed-after-expiry', state.since, text, confidence)];
    }
  }
  const openFor = (endedAt ?? now) - expiresAt;
  if (openedAt >= expiresAt || openFor <= CLOCK_SKEW_MS) return [];
  const text = stays(use, openFor, expiryOf(token));
  return [story(use, 'token-expired-while-open', expiresAt, text, orderOf(token))];
}

/** That a connection was open, for ms, after what should have ended it. */
function stays({ socket, endedAt }: Use, openFor: number, what: string): string {
  const values = { n: `${socket.ordinal}`, span: formatSpan(openFor), what };
  return t(endedAt === undefined ? 'stories.stillOpen' : 'stories.stayedOpen', values);
}

function quoted(reason: string): string {
  return reason === '' ? '' : ` “${reason.slice(0, 123)}”`;
}

type Ending = Extract<FlowState, { phase: 'ended' }>['by'];

const ENDINGS: Readonly<Record<Ending, MessageKey>> = {
  logout: 'stories.logout',
  revocation: 'stories.revoked',
  deregistration: 'stories.deregistered',
};

function afterLogout(use: Use, now: number): Story[] {
  const { token, flow, openedAt, endedAt } = use;
  const ended = flow?.state.phase === 'ended' ? flow.state : undefined;
  const at = ended?.at ?? token.revokedAt;
  if (at === undefined || openedAt === undefined || openedAt > at) return [];
  const openFor = (endedAt ?? now) - at;
  // A client needs a moment to close what it opened.
  if (openFor < 1_000) return [];
  const what = t(ENDINGS[ended?.by ?? 'revocation']);
  return [story(use, 'open-after-logout', at, stays(use, openFor, what), 'proved')];
}

function refused(use: Use): Story[] {
  const { socket, token, endedAt } = use;
  const { handshake, ordinal } = socket;
  if (socket.state.phase !== 'failed' || !handshake?.status || handshake.status < 400) return [];
  const { status } = handshake;
  const at = handshake.respondedAt ?? endedAt ?? socket.createdAt;
  const values = { n: `${ordinal}`, status: `${status}` };
  const challenge = headerOf(handshake.responseHeaders, 'www-authenticate');
  // RFC 6750 §3: the server's own word goes before any guess.
  const error = /\berror="?([\w.-]{1,60})/.exec(challenge ?? '')?.[1];
  if (error) {
    return [story(use, 'handshake-refused', at, t('stories.refusedSays', { ...values, error }), 'proved')];
  }
  const overdue = token.expiresAt === undefined ? undefined : at - token.expiresAt;
  if (overdue !== undefined && overdue >= 0) {
    const text = t('stories.refusedExpired', { ...values, span: formatSpan(overdue) });
    return [story(use, 'handshake-refused', at, text, 'inferred')];
  }
  const carried = { token: tokenName(token), carrier: carrierName(use.link.carrier) };
  const text = t('stories.refusedAlthough', { ...values, ...carried });
  return [story(use, 'handshake-refused', at, text, 'proved')];
}
