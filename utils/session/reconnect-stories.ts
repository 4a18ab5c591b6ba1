import { formatSpan } from './format-span';
import type { Story } from './model';
import { destinationOf, evidence, issuingStep, type Use } from './story-context';
import { orderOf } from './websocket-use';

/** Stories of connections that came after one that ended, to the same destination. */
export function tellReconnects(uses: readonly Use[]): Story[] {
  return [...Map.groupBy(uses, ({ socket }) => destinationOf(socket)).values()].flatMap((line) => [
    ...withOtherToken(line),
    ...withExpiredToken(line),
  ]);
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
    const how = step?.kind === 'refresh_request' ? 'refreshed' : 'token issued';
    const issued = step ? `${how} by F${flow.ordinal} step ${step.number}; ` : '';
    const which = age > 0 ? 'the new token' : 'an older token';
    const gap = formatSpan(use.socket.createdAt - before.endedAt!);
    return [
      {
        at: use.socket.createdAt,
        socketId: use.socket.id,
        flowId: flow.id,
        kind: age > 0 ? 'reconnected-with-new-token' : 'reconnected-with-older-token',
        text: `#${before.socket.ordinal} ended; ${issued}reconnected as #${use.socket.ordinal} with ${which}, ${gap} after the end.`,
        confidence: 'proved',
        evidence: [{ kind: 'socket', id: before.socket.id }, ...evidence(use, step)],
      },
    ];
  });
}

function withExpiredToken(line: readonly Use[]): Story[] {
  return [...Map.groupBy(line, ({ token }) => token.id).values()].flatMap((same): Story[] => {
    const { token } = same[0]!;
    const { expiresAt } = token;
    if (expiresAt === undefined) return [];
    const late = same.filter(({ socket }, i) => i > 0 && socket.createdAt > expiresAt);
    const last = late.at(-1);
    if (!last) return [];
    const times = late.length === 1 ? 'once' : `${late.length} times`;
    return [
      {
        at: late[0]!.socket.createdAt,
        socketId: last.socket.id,
        ...(last.flow && { flowId: last.flow.id }),
        kind: 'reconnected-with-expired-token',
        text: `Reconnected ${times} with the same expired token (${late
          .map(({ socket }) => `#${socket.ordinal}`)
          .slice(0, 12)
          .join(', ')}${late.length > 12 ? ', …' : ''}).`,
        confidence: orderOf(token),
        evidence: [
          ...late.slice(0, -1).map(({ socket }) => ({ kind: 'socket' as const, id: socket.id })),
          ...evidence(last),
        ],
      },
    ];
  });
}
