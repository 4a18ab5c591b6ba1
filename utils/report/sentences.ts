import { t } from '../i18n';
import { formatClock, formatDuration } from '../panel/format';
import { grantName, serverName, stateView } from '../panel/oauth';
import { endedAt, socketState } from '../panel/socket-view';
import { splitUrl } from '../panel/url';
import type { Session } from '../session/model';
import { watchoutSentence } from '../watchouts';
import type { ReportModel } from './model';

export interface Told {
  at: number;
  text: string;
}

/** What happened, sentence by sentence in time: sign-ins, what ties connections to them, ends, marks. */
export function whatHappened(session: Session): Told[] {
  const told: Told[] = [];
  for (const flow of session.flows) {
    const { label, detail } = stateView(flow.state, flow.startedAt, flow.grant);
    const name = `F${flow.ordinal}`;
    const client = flow.client.id ?? flow.client.origin ?? '?';
    const at = flow.startedAt;
    const values = { name, client, server: serverName(flow.server), grant: grantName(flow) };
    told.push({
      at,
      text: `${t('report.flowStarted', values)} ${t('report.flowState', { state: label, detail })}`,
    });
  }
  for (const socket of session.sockets) {
    const { host, path } = splitUrl(socket.url);
    const ordinal = `${socket.ordinal}`;
    told.push({ at: socket.createdAt, text: t('report.socketCreated', { ordinal, to: host + path }) });
    const { state } = socket;
    const end = endedAt(socket);
    if (end === undefined) continue;
    const span = formatDuration(end - socket.createdAt);
    const text =
      state.phase === 'failed'
        ? t('report.socketFailed', { ordinal })
        : t('report.socketClosed', {
            ordinal,
            span,
            code: 'code' in state ? `${state.code}` : '',
            reason: ('reason' in state && state.reason) || t('report.noReason'),
          });
    told.push({ at: end, text });
  }
  for (const { at, text } of session.stories) told.push({ at, text });
  for (const { at, text, by } of session.marks)
    if (text) told.push({ at, text: by === 'user' ? t('report.note', { text }) : text });
  return told.sort((a, b) => a.at - b.at);
}

/** The most important in a line or two: what a reader who reads no further has to know. */
export function inShort({ session, checks, watchouts }: ReportModel): string[] {
  const failedFlows = session.flows.filter(({ state }) => state.phase === 'failed').length;
  const failedSockets = session.sockets.filter((socket) => socketState(socket).tone === 'error').length;
  const must = checks.findings.filter(({ severity }) => severity === 'must').length;
  const should = checks.findings.filter(({ severity }) => severity === 'should').length;
  const broken = watchouts.filter(({ state }) => state === 'failed');
  return [
    t('report.countFlows', { count: session.flows.length, failed: failedFlows }),
    t('report.countSockets', { count: session.sockets.length, failed: failedSockets }),
    t('report.countFindings', { must, should }),
    ...broken.map(({ watchout, failures }) =>
      t('report.watchoutFailed', { said: watchoutSentence(watchout), first: failures[0]?.message ?? '' }),
    ),
  ];
}

export const clock = (at: number): string => formatClock(at);
