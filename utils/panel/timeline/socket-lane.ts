import { t } from '../../i18n';
import type { Flow, Token } from '../../oauth/model';
import type { SocketLink } from '../../session/model';
import { openedAtOf } from '../../websocket/lifecycle';
import type { Socket } from '../../websocket/model';
import type { Selection } from '../selection';
import { closeCode, endedAt, socketState, urlView } from '../socket-view';
import type { Band, Lane, Mark, Segment } from './model';
import { carrierWord, tokenWord } from './words';

/** What a connection is tied to. */
export interface Carried {
  link: SocketLink;
  token: Token;
  flow?: Flow;
}

/** A connection's line: its life as a bar, and on it what befell the tokens that it carried. */
export function socketLane(socket: Socket, carried: readonly Carried[]): Lane {
  const to = endedAt(socket);
  const { host, path } = urlView(socket);
  const { word, tone } = socketState(socket);
  const bands = carriedBands(carried, socket.createdAt, to);
  return {
    id: socket.id,
    kind: 'socket',
    label: `#${socket.ordinal}`,
    name: `${host}${path}`,
    state: word,
    tone,
    selection: { kind: 'socket', id: socket.id },
    segments: segmentsOf(socket, to),
    marks: [...tokenMarks(carried, socket, to), ...endMark(socket, to)],
    bands,
    tracks: bands.length > 0 ? 1 : 0,
    from: socket.createdAt,
    to,
    ...(socket.state.phase === 'failed' && { failed: true }),
  };
}

function segmentsOf(socket: Socket, end: number | undefined): Segment[] {
  const { state, createdAt } = socket;
  const openedAt = openedAtOf(state);
  const segments: Segment[] = [{ from: createdAt, to: openedAt ?? end, kind: 'connecting' }];
  const closingAt =
    state.phase === 'closing' ? state.since : end === undefined ? undefined : socket.closeCall?.at;
  if (openedAt !== undefined) segments.push({ from: openedAt, to: closingAt ?? end, kind: 'open' });
  if (openedAt !== undefined && closingAt !== undefined) {
    segments.push({ from: closingAt, to: end, kind: 'closing' });
  }
  return segments;
}

/** How long the tokens that it carried held, from when they were carried on. */
function carriedBands(carried: readonly Carried[], from: number, to: number | undefined): Band[] {
  return oncePerToken(carried).flatMap(({ token, link }) => {
    const start = Math.max(from, link.at);
    const gone = token.revokedAt ?? token.expiresAt;
    if (gone === undefined || gone <= start) return [];
    const end = token.revokedAt === undefined ? 'expiry' : 'revocation';
    const until = Math.min(gone, to ?? gone);
    if (until <= start) return [];
    return {
      tokenId: token.id,
      flowId: link.flowId,
      kind: token.kind,
      track: 0,
      from: start,
      to: until,
      end,
    };
  });
}

/** One token may be carried in two places. */
const oncePerToken = (carried: readonly Carried[]): Carried[] =>
  carried.filter((one, at) => carried.findIndex(({ token }) => token.id === one.token.id) === at);

function tokenMarks(carried: readonly Carried[], { createdAt }: Socket, end = Number.POSITIVE_INFINITY) {
  const during = (at: number | undefined): at is number => at !== undefined && at >= createdAt && at <= end;
  const marks: Mark[] = carried.map(({ link, token, flow }) => ({
    at: link.at,
    shape: 'use',
    tone: 'ok',
    title: t('timeline.carried', {
      token: tokenWord(token.kind),
      flow: flow ? `F${flow.ordinal}` : '–',
      carrier: carrierWord(link.carrier),
      where: link.where,
    }),
    selection: { kind: 'token', id: token.id, flowId: link.flowId },
  }));
  for (const { token, link } of oncePerToken(carried)) {
    const selection: Selection = { kind: 'token', id: token.id, flowId: link.flowId };
    const word = tokenWord(token.kind);
    if (during(token.expiresAt)) {
      const title = t('timeline.expires', { token: word });
      marks.push({ at: token.expiresAt, shape: 'expiry', tone: 'warn', title, selection });
    }
    if (during(token.revokedAt)) {
      const title = t('timeline.revoked', { token: word });
      marks.push({ at: token.revokedAt, shape: 'revocation', tone: 'warn', title, selection });
    }
  }
  const flows = new Set(carried.flatMap(({ flow }) => flow ?? []));
  return [...marks, ...[...flows].flatMap((flow) => flowMarks(flow, during))];
}

/** What happened to the login while its connection lived. */
function flowMarks(flow: Flow, during: (at: number | undefined) => at is number): Mark[] {
  const label = `F${flow.ordinal}`;
  const marks: Mark[] = flow.steps
    .filter(
      ({ kind, outcome, endedAt: at }) => kind === 'refresh_request' && outcome.state === 'ok' && during(at),
    )
    .map((step) => ({
      at: step.endedAt!,
      shape: 'refresh',
      tone: 'ok',
      title: t('timeline.refreshed', { flow: label, step: step.number }),
      selection: { kind: 'step', id: step.id, flowId: flow.id },
    }));
  const { state } = flow;
  if (state.phase === 'ended' && state.by === 'logout' && during(state.at)) {
    const title = t('timeline.loggedOut', { flow: label });
    marks.push({
      at: state.at,
      shape: 'logout',
      tone: 'warn',
      title,
      selection: { kind: 'flow', id: flow.id },
    });
  }
  return marks;
}

function endMark(socket: Socket, at: number | undefined): Mark[] {
  if (at === undefined) return [];
  const { tone, word } = socketState(socket);
  const code = closeCode(socket);
  const title = code === undefined ? word : `${word} ${code}`;
  return [
    {
      at,
      shape: tone === 'error' ? 'error' : 'end',
      tone,
      title,
      selection: { kind: 'socket', id: socket.id },
    },
  ];
}
