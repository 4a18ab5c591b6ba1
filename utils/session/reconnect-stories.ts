import { type MessageKey, t } from '../i18n';
import type { Step } from '../oauth/model';
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
    const gap = formatSpan(use.socket.createdAt - before.endedAt!);
    return [
      {
        at: use.socket.createdAt,
        socketId: use.socket.id,
        flowId: flow.id,
        kind: age > 0 ? 'reconnected-with-new-token' : 'reconnected-with-older-token',
        text: t(sentenceOf(age, step), {
          before: `${before.socket.ordinal}`,
          n: `${use.socket.ordinal}`,
          flow: `F${flow.ordinal}`,
          step: `${step?.number}`,
          gap,
        }),
        confidence: 'proved',
        evidence: [{ kind: 'socket', id: before.socket.id }, ...evidence(use, step)],
      },
    ];
  });
}

function sentenceOf(age: number, step: Step | undefined): MessageKey {
  if (age < 0) return 'stories.reconnectedOlder';
  if (!step) return 'stories.reconnectedNew';
  return step.kind === 'refresh_request' ? 'stories.reconnectedRefreshed' : 'stories.reconnectedIssued';
}

function withExpiredToken(line: readonly Use[]): Story[] {
  return [...Map.groupBy(line, ({ token }) => token.id).values()].flatMap((same): Story[] => {
    const { token } = same[0]!;
    const { expiresAt } = token;
    if (expiresAt === undefined) return [];
    const late = same.filter(({ socket }, i) => i > 0 && socket.createdAt > expiresAt);
    const last = late.at(-1);
    if (!last) return [];
    const list = late.map(({ socket }) => `#${socket.ordinal}`).slice(0, 12);
    return [
      {
        at: late[0]!.socket.createdAt,
        socketId: last.socket.id,
        ...(last.flow && { flowId: last.flow.id }),
        kind: 'reconnected-with-expired-token',
        text: t('stories.sameExpired', {
          count: late.length,
          list: `${list.join(', ')}${late.length > 12 ? ', …' : ''}`,
        }),
        confidence: orderOf(token),
        evidence: [
          ...late.slice(0, -1).map(({ socket }) => ({ kind: 'socket' as const, id: socket.id })),
          ...evidence(last),
        ],
      },
    ];
  });
}
