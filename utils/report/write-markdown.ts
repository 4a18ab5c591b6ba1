import { t } from '../i18n';
import { toMermaid } from '../oauth';
import { closeView } from '../panel/close-view';
import { formatDuration } from '../panel/format';
import { grantName, stateView } from '../panel/oauth';
import { endedAt, socketState, urlView } from '../panel/socket-view';
import { watchoutSentence, watchoutStanding } from '../watchouts';
import { environment, redactionOf, titleOf } from './facts';
import { codeBlock, codeSpan, plainMarkdown as md } from './markdown-text';
import type { ReportModel } from './model';
import { clock, inShort, whatHappened } from './sentences';

/** A ticket is read from above: what is further down is cut first. */
const MOST = 60;

/** The report as Markdown for a ticket. What the page wrote is text in it, never markup. */
export function* reportMarkdown(model: ReportModel): Generator<string> {
  const { session, checks, watchouts } = model;
  yield `# ${md(titleOf(model))}\n\n`;
  yield `${inShort(model)
    .map((line) => `- ${md(line)}`)
    .join('\n')}\n\n`;

  const told = whatHappened(session);
  yield heading('report.happened');
  yield list(told.map(({ at, text }) => `${codeSpan(clock(at))} ${md(text)}`));

  if (watchouts.length > 0) {
    yield heading('report.watchouts');
    yield list(
      watchouts.map(
        (result) =>
          `**${t(`report.state_${result.state}`)}** ${md(watchoutSentence(result.watchout))} (${md(watchoutStanding(result))})${result.failures
            .slice(0, 5)
            .map(({ message }) => `\n  - ${md(message)}`)
            .join('')}`,
      ),
    );
  }

  yield heading('report.findings');
  if (checks.findings.length === 0)
    yield `${md(t('report.noFindings', { count: checks.passed.length }))}\n\n`;
  yield list(
    checks.findings.map(
      ({ severity, message, checkId, evidence }) =>
        `**${severity.toUpperCase()}** ${md(message)} (${codeSpan(checkId)})${evidence
          .slice(0, 3)
          .map(({ quote }) => `\n  - ${codeSpan(quote)}`)
          .join('')}`,
    ),
  );

  if (session.sockets.length > 0) {
    yield heading('report.connections');
    yield `| # | ${t('report.column_url')} | ${t('report.column_state')} | ${t('report.column_life')} | ${t('report.column_why')} |\n|---|---|---|---|---|\n`;
    for (const socket of session.sockets.slice(0, MOST)) {
      const end = endedAt(socket);
      const why = closeView(socket);
      const reason = [
        why?.code && `${why.code.number} ${why.code.name}`,
        why?.reason && `“${why.reason}”`,
        why?.closer?.who,
      ];
      yield `| ${socket.ordinal} | ${md(urlView(socket).full)} | ${md(socketState(socket).word)} | ${
        end === undefined ? '' : formatDuration(end - socket.createdAt)
      } | ${md(reason.filter(Boolean).join(', '))} |\n`;
    }
    yield cut(session.sockets.length);
  }

  for (const flow of session.flows.slice(0, 5)) {
    const state = stateView(flow.state, flow.startedAt, flow.grant);
    yield `## ${md(`F${flow.ordinal}: ${grantName(flow)}, ${state.label}`)}\n\n${codeBlock(toMermaid(flow), 'mermaid')}\n\n`;
  }

  yield heading('report.environment');
  yield `${environment(model)
    .map(([name, value]) => `- ${md(name)}: ${md(value)}`)
    .join('\n')}\n- ${md(redactionOf(model).sentence)}\n`;
}

const heading = (
  key:
    | 'report.happened'
    | 'report.watchouts'
    | 'report.findings'
    | 'report.connections'
    | 'report.environment',
) => `## ${t(key)}\n\n`;

function list(lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `${lines
    .slice(0, MOST)
    .map((line) => `- ${line}`)
    .join('\n')}\n${cut(lines.length)}`;
}

const cut = (count: number): string =>
  count > MOST ? `\n${md(t('report.more', { count: count - MOST }))}\n\n` : '\n';
