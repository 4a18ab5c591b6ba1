import { checkOf, citation } from '../checks';
import { encodeBase64 } from '../exchange/binary';
import { locale, t } from '../i18n';
import { closeView } from '../panel/close-view';
import { formatBytes, formatDuration } from '../panel/format';
import { grantName, outcomeView, sequenceSvg, serverName, stateView, stepSentence } from '../panel/oauth';
import { endedAt, linksOf, socketState, urlView } from '../panel/socket-view';
import { watchoutSentence, watchoutStanding } from '../watchouts';
import { environment, redactionOf, titleOf } from './facts';
import { dataUrl, Html, html } from './html';
import type { ReportModel } from './model';
import { clock, inShort, whatHappened } from './sentences';
import { STYLE } from './style';
import { timelineSvg } from './timeline';

/** Longer lists are cut, and say so: a report is read, not searched. */
const MOST_ROWS = 500;

/**
 * The report as one HTML file: no script, nothing from the network, pictures within it, made for paper too. Every text
 * of the page is escaped, and the file forbids itself to run or load anything.
 */
export function* reportHtml(model: ReportModel): Generator<string> {
  const title = titleOf(model);
  const parts = sections(model).filter(({ body }) => body !== undefined);
  yield html`<!doctype html>
<html lang="${locale()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="sub">${redactionOf(model).sentence}</p>
<ul class="short">${inShort(model).map((line) => html`<li>${line}</li>`)}</ul>
<nav>${parts.map(({ id, heading }) => html`<a href="#${id}">${heading}</a>`)}</nav>
</header>
<main>
`.text;
  for (const { id, heading, body } of parts)
    yield html`<section id="${id}"><h2>${heading}</h2>${body}</section>\n`.text;
  yield '</main>\n</body>\n</html>\n';
}

function sections(model: ReportModel): { id: string; heading: string; body: Html | undefined }[] {
  return [
    { id: 'happened', heading: t('report.happened'), body: happened(model) },
    { id: 'timeline', heading: t('report.timeline'), body: timeline(model) },
    { id: 'watchouts', heading: t('report.watchouts'), body: watchouts(model) },
    { id: 'findings', heading: t('report.findings'), body: findings(model) },
    { id: 'flows', heading: t('report.flows'), body: flows(model) },
    { id: 'connections', heading: t('report.connections'), body: connections(model) },
    { id: 'marks', heading: t('report.marks'), body: marks(model) },
    { id: 'environment', heading: t('report.environment'), body: about(model) },
  ];
}

function happened({ session }: ReportModel): Html {
  const told = whatHappened(session);
  if (told.length === 0) return html`<p>${t('report.nothing')}</p>`;
  return html`<table><tbody>${told
    .slice(0, MOST_ROWS)
    .map(({ at, text }) => html`<tr><td class="time">${clock(at)}</td><td>${text}</td></tr>`)}</tbody></table>
${more(told.length)}`;
}

const more = (count: number): Html | false =>
  count > MOST_ROWS && html`<p class="sub">${t('report.more', { count: count - MOST_ROWS })}</p>`;

/** Of a longer one the diagram goes over several sheets: on one it could not be read. */
const STEPS_OF_A_PAGE = 30;

const picture = (svg: string, alt: string, long = false): Html =>
  html`<img${long && html` class="long"`} src="${dataUrl('image/svg+xml', encodeBase64(new TextEncoder().encode(svg)))}" alt="${alt}">`;

function timeline({ session }: ReportModel): Html | undefined {
  if (session.flows.length + session.sockets.length === 0) return undefined;
  const { svg, left } = timelineSvg(session);
  return html`<figure>${picture(svg, t('report.timelineAlt'))}<figcaption>${t('report.timelineKey')}${
    left > 0 && html` ${t('report.lanesLeft', { count: left })}`
  }</figcaption></figure>`;
}

function watchouts({ watchouts: results }: ReportModel): Html | undefined {
  if (results.length === 0) return undefined;
  return html`<table><tbody>${results.map(
    (
      result,
    ) => html`<tr><td><span class="tag" data-state="${result.state}">${t(`report.state_${result.state}`)}</span></td>
<td>${watchoutSentence(result.watchout)}${result.failures.map(
      ({ at, message }) =>
        html`<br><span class="time">${at === undefined ? '' : clock(at)}</span> ${message}`,
    )}</td><td class="sub">${watchoutStanding(result)}</td></tr>`,
  )}</tbody></table>`;
}

function findings({ checks }: ReportModel): Html {
  if (checks.findings.length === 0)
    return html`<p>${t('report.noFindings', { count: checks.passed.length })}</p>`;
  return html`${checks.findings.slice(0, MOST_ROWS).map((finding) => {
    const check = checkOf(finding.checkId);
    return html`<article data-severity="${finding.severity}"><h3><span class="tag">${finding.severity}</span> ${finding.message}</h3>
<p class="sub">${t(`report.confidence_${finding.confidence === 'cannot-see' ? 'unseen' : finding.confidence}`)} · <code>${finding.checkId}</code>${
      check && html` · <a href="${check.spec.url}" rel="noreferrer">${citation(check.spec)}</a>`
    }</p>
${finding.evidence.length > 0 && html`<ul class="evidence">${finding.evidence.map(({ quote }) => html`<li><code>${quote}</code></li>`)}</ul>`}
${check && html`<p>${check.mend}</p>`}</article>`;
  })}${more(checks.findings.length)}`;
}

function flows({ session }: ReportModel): Html | undefined {
  if (session.flows.length === 0) return undefined;
  return html`${session.flows.slice(0, 50).map((flow) => {
    const state = stateView(flow.state, flow.startedAt, flow.grant);
    const name = `F${flow.ordinal} · ${grantName(flow)}`;
    return html`<h3>${name}</h3>
<p>${flow.client.id ?? flow.client.origin ?? '?'} → ${serverName(flow.server)}: ${state.label}. ${state.detail}</p>
${picture(
  sequenceSvg(flow, session, { paper: true }),
  t('report.sequenceAlt', { name }),
  flow.steps.length > STEPS_OF_A_PAGE,
)}
<ol class="steps">${flow.steps.slice(0, MOST_ROWS).map((step) => {
      const outcome = outcomeView(step);
      return html`<li value="${step.number}"><span class="time">${clock(step.at)}</span> ${stepSentence(step, flow)} <span class="${
        outcome.tone === 'error' ? 'bad' : 'sub'
      }">${outcome.label}</span></li>`;
    })}</ol>`;
  })}`;
}

function connections({ session }: ReportModel): Html | undefined {
  const { sockets } = session;
  if (sockets.length === 0) return undefined;
  const head = ['number', 'url', 'state', 'life', 'traffic', 'why'] as const;
  return html`<table><thead><tr>${head.map((name) => html`<th scope="col">${t(`report.column_${name}`)}</th>`)}</tr></thead><tbody>${sockets
    .slice(0, MOST_ROWS)
    .map((socket) => {
      const end = endedAt(socket);
      const why = closeView(socket);
      const carried = linksOf(session, socket.id).flatMap(({ flowOrdinal }) =>
        flowOrdinal ? [`F${flowOrdinal}`] : [],
      );
      return html`<tr><th scope="row">#${socket.ordinal}</th><td><code>${urlView(socket).full}</code>${
        carried.length > 0 &&
        html`<br><span class="sub">${t('report.carries', { flows: [...new Set(carried)].join(', ') })}</span>`
      }</td><td class="fit">${socketState(socket).word}</td><td class="fit">${
        end === undefined ? clock(socket.createdAt) : formatDuration(end - socket.createdAt)
      }</td><td class="fit">${socket.sent.frames} ↑ ${socket.received.frames} ↓<br><span class="sub">${formatBytes(
        socket.sent.bytes + socket.received.bytes,
      )}</span></td><td>${
        why &&
        html`${why.code && html`<b>${why.code.number}</b> ${why.code.name}`} ${why.reason && html`“${why.reason}”`}${
          why.closer && html`<br><span class="sub">${why.closer.who}. ${why.closer.how}</span>`
        }`
      }</td></tr>`;
    })}</tbody></table>${more(sockets.length)}`;
}

function marks({ session }: ReportModel): Html | undefined {
  const shown = session.marks.filter(({ by, text, image }) => (by === 'user' && text) || image);
  if (shown.length === 0) return undefined;
  return html`${shown.map(
    ({ at, text, image }, i) =>
      html`<figure><figcaption><b>${i + 1}</b> <span class="time">${clock(at)}</span> ${text}</figcaption>${
        image &&
        /^image\/(jpeg|png)$/.test(image.mime) &&
        html`<img src="${dataUrl(image.mime, encodeBase64(image.bytes))}" alt="${t('report.screenshotAlt', { text })}">`
      }</figure>`,
  )}`;
}

function about(model: ReportModel): Html {
  const { sums } = redactionOf(model);
  return html`<dl>${environment(model).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${model.level === 'none' && html`<p class="warning">${t('report.notRedacted')}</p>`}
${
  sums.length > 0 &&
  html`<h3>${t('report.receipt')}</h3><table><tbody>${sums.map(
    ({ what, count, where }) =>
      html`<tr><th scope="row">${what}</th><td class="fit">${count}</td><td class="sub">${where.join(', ')}</td></tr>`,
  )}</tbody></table>`
}`;
}
