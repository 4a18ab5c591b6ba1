import type { CheckReport } from '../checks/model';
import { SEVERITIES } from '../checks/run';
import { t } from '../i18n';
import type { Flow, Token } from '../oauth/model';
import { formatSpan } from '../session/format-span';
import type { Session } from '../session/model';
import type { Socket } from '../websocket/model';
import { createTally } from './failures';
import { matchesUrl } from './matches';
import type { Watchout, WatchoutKind, WatchoutResult } from './model';

export interface SessionInput {
  session: Session;
  /** Epoch ms: the present, or the end of a recording. */
  now: number;
  /** What the checks found, where they were run. */
  report?: CheckReport;
}

type SessionRule = (watchout: Watchout, input: SessionInput) => WatchoutResult;

const socketsOf = ({ url }: Watchout, { sockets }: Session): Socket[] =>
  sockets.filter((socket) => matchesUrl(url, socket.url));

const flowsOf = ({ url }: Watchout, { flows }: Session): Flow[] =>
  flows.filter((flow) => matchesUrl(url, flow.server.issuer ?? flow.server.origin));

/** The assertions that hold the session's shape: no frame is looked at. */
export const SESSION_RULES: Partial<Record<WatchoutKind, SessionRule>> = {
  'close-codes': (watchout, { session }) => {
    const tally = createTally();
    let open = true;
    for (const { id: socketId, ordinal, state } of socketsOf(watchout, session)) {
      if (state.phase !== 'closed' && state.phase !== 'failed') continue;
      open = false;
      tally.looked();
      const code = state.code ?? 1006;
      if (watchout.allowed!.includes(code)) continue;
      const message =
        state.phase === 'failed'
          ? t('rules.failedNotOpened', { ordinal: `${ordinal}` })
          : t('rules.failedClosed', {
              ordinal: `${ordinal}`,
              code: `${code}`,
              reason: state.reason ?? '',
            }).trim();
      tally.fail({ message, at: state.since, socketId });
    }
    return tally.result(watchout, open);
  },

  'opens-within': (watchout, { session, now }) => {
    const tally = createTally();
    let waiting = 0;
    for (const { id: socketId, ordinal, state, createdAt } of socketsOf(watchout, session)) {
      const openedAt =
        state.phase === 'open' ? state.since : 'openedAt' in state ? state.openedAt : undefined;
      const took = (openedAt ?? (state.phase === 'failed' ? state.since : now)) - createdAt;
      const failed = state.phase === 'failed' || took > watchout.ms!;
      if (openedAt === undefined && !failed) {
        waiting++;
        continue;
      }
      tally.looked();
      if (!failed) continue;
      const message =
        state.phase === 'failed'
          ? t('rules.failedNotOpened', { ordinal: `${ordinal}` })
          : t('rules.failedOpenedLate', { ordinal: `${ordinal}`, span: formatSpan(took) });
      tally.fail({ message, at: createdAt + took, socketId });
    }
    return tally.result(watchout, waiting > 0 || session.sockets.length === 0);
  },

  'connections-at-most': (watchout, { session }) => {
    const tally = createTally();
    const ends = (socket: Socket) =>
      socket.state.phase === 'closed' || socket.state.phase === 'failed' ? socket.state.since : Infinity;
    const sockets = socketsOf(watchout, session).sort((a, b) => a.createdAt - b.createdAt);
    for (const socket of sockets) {
      tally.looked();
      const { createdAt: at, id: socketId, ordinal } = socket;
      const alive = sockets.filter((one) => one.createdAt <= at && ends(one) > at).length;
      if (alive <= watchout.count!) continue;
      const message = t('rules.failedTooMany', { ordinal: `${ordinal}`, count: alive });
      tally.fail({ message, at, socketId });
    }
    return tally.result(watchout);
  },

  'token-refreshed': (watchout, { session, now }) => {
    const tally = createTally();
    for (const flow of flowsOf(watchout, session)) {
      const tokens = session.tokens.filter(({ kind, flowId }) => kind === 'access' && flowId === flow.id);
      for (const token of tokens) {
        const due = dueAt(token, flow, watchout.ms ?? 0);
        if (due === undefined) continue;
        const next = tokens.find((one) => (one.issuedAt ?? 0) > (token.issuedAt ?? 0));
        if (next ? next.issuedAt! <= due : now <= due) {
          if (next) tally.looked();
          continue;
        }
        tally.looked();
        const message = next
          ? t('rules.failedRefreshedLate', {
              flow: `F${flow.ordinal}`,
              span: formatSpan(next.issuedAt! - due),
            })
          : t('rules.failedNotRefreshed', { flow: `F${flow.ordinal}` });
        tally.fail({ message, at: next?.issuedAt ?? due, flowId: flow.id });
      }
    }
    return tally.result(watchout);
  },

  'flow-completes': (watchout, { session, now }) => {
    const tally = createTally();
    let waiting = session.flows.length === 0;
    for (const flow of flowsOf(watchout, session)) {
      const { state, startedAt, id: flowId, ordinal } = flow;
      if (state.phase === 'not-visible') continue;
      const ended = state.phase === 'complete' || state.phase === 'ended';
      const took = ('at' in state ? state.at : now) - startedAt;
      const failed = state.phase === 'failed' || state.phase === 'abandoned' || took > watchout.ms!;
      if (!ended && !failed) {
        waiting = true;
        continue;
      }
      tally.looked();
      if (!failed) continue;
      const name = { flow: `F${ordinal}` };
      const message =
        state.phase === 'failed'
          ? t('rules.failedFlowFailed', { ...name, code: state.code })
          : state.phase === 'abandoned'
            ? t('rules.failedFlowAbandoned', name)
            : t('rules.failedFlowLate', { ...name, span: formatSpan(took) });
      tally.fail({ message, at: startedAt + took, flowId });
    }
    return tally.result(watchout, waiting);
  },

  'no-finding': (watchout, { report }) => {
    const tally = createTally();
    const worst = SEVERITIES.indexOf(watchout.severity!);
    tally.looked(report ? report.findings.length + report.passed.length : 0);
    for (const { message, severity, socketId, flowId } of report?.findings ?? [])
      if (SEVERITIES.indexOf(severity) <= worst) tally.fail({ message, socketId, flowId });
    return tally.result(watchout);
  },
};

/** By when a token must have been followed by a newer one; undefined where nobody owes it. */
function dueAt(token: Token, flow: Flow, before: number): number | undefined {
  const { expiresAt, revokedAt } = token;
  if (expiresAt === undefined) return undefined;
  const due = expiresAt - before;
  // Signed out, or taken back, before it ran out.
  if (revokedAt !== undefined && revokedAt <= expiresAt) return undefined;
  return flow.state.phase === 'ended' && flow.state.at <= expiresAt ? undefined : due;
}
