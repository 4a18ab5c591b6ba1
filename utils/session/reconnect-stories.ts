import { t } from '../i18n';
import type { Step } from '../oauth/model';
import type { SocketId } from '../websocket/model';
import { formatSpan } from './format-span';
import type { Clause, Story } from './model';
import { sentence } from './sentence';
import { destinationOf, evidence, issuingStep, type Use } from './story-context';
import { orderOf } from './websocket-use';

/**
 * Stories of connections that came after one that ended, to the same destination; and which of them are told of
 * together, as attempts with one expired token.
 */
export function tellReconnects(uses: readonly Use[]): {
  reconnects: Story[];
  repeated: ReadonlySet<SocketId>;
} {
  const lines = [...Map.groupBy(uses, ({ socket }) => destinationOf(socket)).values()];
  const expired = lines.flatMap(attemptsWithExpiredToken);
  return {
    reconnects: [...lines.flatMap(withOtherToken), ...expired.map(withExpiredToken)],
    repeated: new Set(expired.flatMap((late) => late.map(({ socket }) => socket.id))),
  };
}

function withOtherToken(line: readonly Use[]): Story[] {
  return line.flatMap((use, i): Story[] => {
    const before = line.slice(0, i).findLast(({ socket, endedAt }) => {
      return socket.id !== use.socket.id && endedAt !== undefined && endedAt <= use.socket.createdAt;
    });
    const { token, flow } = use;
    if (!before || before.token.id === token.id || before.token.kind !== token.kind) return [];
    // A new token of another login is another person's connection, perhaps.
    if (flow === undefined || before.flow?.id !== flow.id || use.openedAt === undefined) return [];
    // Which of the two is newer is told by their issue alone; where that was not seen, nothing is.
    const age = (token.issuedAt ?? Number.NaN) - (before.token.issuedAt ?? Number.NaN);
    if (!(age > 0 || age < 0)) return [];
    const step = age > 0 ? issuingStep(token, flow) : undefined;
    const gap = formatSpan(use.socket.createdAt - before.endedAt!);
    const back = t(age > 0 ? 'stories.reconnectedNew' : 'stories.reconnectedOlder', {
      n: `${use.socket.ordinal}`,
      gap,
    });
    const clauses: Clause[] = [
      {
        text: t('stories.ended', { n: `${before.socket.ordinal}` }),
        confidence: 'proved',
        evidence: [
          { kind: 'socket', id: before.socket.id },
          { kind: 'token', id: before.token.id },
        ],
      },
      ...(step ? [issue(step, `F${flow.ordinal}`)] : []),
      { text: back, confidence: 'proved', evidence: evidence(use) },
    ];
    return [
      {
        at: use.socket.createdAt,
        socketId: use.socket.id,
        flowId: flow.id,
        kind: age > 0 ? 'reconnected-with-new-token' : 'reconnected-with-older-token',
        ...sentence(clauses),
      },
    ];
  });
}

function issue({ id, kind, number }: Step, flow: string): Clause {
  const key = kind === 'refresh_request' ? 'stories.refreshedBy' : 'stories.issuedBy';
  return {
    text: t(key, { flow, step: `${number}` }),
    confidence: 'proved',
    evidence: [{ kind: 'step', id }],
  };
}

/** Connections that carried a token that had expired when they began, after one that carried it too; by token. */
function attemptsWithExpiredToken(line: readonly Use[]): (readonly Use[])[] {
  return [...Map.groupBy(line, ({ token }) => token.id).values()].flatMap((same) => {
    const { expiresAt } = same[0]!.token;
    if (expiresAt === undefined) return [];
    const late = same.filter(({ socket }, i) => i > 0 && socket.createdAt > expiresAt);
    return late.length > 0 ? [late] : [];
  });
}

/** Attempts that are named one by one. */
const NAMED = 12;

function withExpiredToken(late: readonly Use[]): Story {
  const last = late.at(-1)!;
  const list = late.map(({ socket }) => `#${socket.ordinal}`).slice(0, NAMED);
  const sockets = late.map(({ socket }) => ({ kind: 'socket' as const, id: socket.id }));
  const end = sameEnd(late);
  return {
    at: late[0]!.socket.createdAt,
    socketId: last.socket.id,
    ...(last.flow && { flowId: last.flow.id }),
    kind: 'reconnected-with-expired-token',
    ...sentence([
      {
        text: t('stories.sameExpired', {
          count: late.length,
          list: `${list.join(', ')}${late.length > NAMED ? ', …' : ''}`,
        }),
        confidence: orderOf(last.token),
        evidence: [...sockets.slice(0, -1), ...evidence(last)],
      },
      ...(end ? [{ text: end, confidence: 'proved' as const, evidence: sockets }] : []),
    ]),
  };
}

/** How every one of several attempts ended, where they all ended alike. */
function sameEnd(late: readonly Use[]): string | undefined {
  if (late.length < 2) return undefined;
  const [first] = late.map(endOf);
  return first !== undefined && late.every((use) => endOf(use) === first) ? first : undefined;
}

function endOf({ socket: { state, handshake } }: Use): string | undefined {
  if (state.phase === 'failed' && handshake?.status !== undefined && handshake.status >= 400) {
    return t('stories.refusedEach', { status: `${handshake.status}` });
  }
  return state.phase === 'closed' ? t('stories.endedEach', { code: `${state.code}` }) : undefined;
}
