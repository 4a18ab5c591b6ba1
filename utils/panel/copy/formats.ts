import {
  type PlainRequest,
  plainRequest,
  socketMermaid,
  toCurl,
  toFetch,
  toHttpText,
  toWebsocat,
  toWscat,
} from '../../exchange/copy';
import { codeBlock, codeSpan, plainMarkdown } from '../../report/markdown-text';
import type { Exchange } from '../../session/exchanges';
import { mermaidText } from '../../session/mermaid-text';
import type { Socket } from '../../websocket/model';
import type { CopySubject } from './subject';

export type CopyFormat = 'curl' | 'fetch' | 'http' | 'websocat' | 'wscat' | 'markdown' | 'mermaid';

/** What a subject can be copied as. */
export function formatsOf(subject: CopySubject): readonly CopyFormat[] {
  switch (subject.kind) {
    case 'exchange':
      return ['curl', 'fetch', 'http', 'markdown', 'mermaid'];
    case 'socket':
      return ['websocat', 'wscat', 'curl', 'http', 'markdown', 'mermaid'];
  }
}

/** The subject in that form; its secrets have been replaced before. Empty where it cannot be written so. */
export function writeCopy(subject: CopySubject, format: CopyFormat): string {
  const exchange = subject.kind === 'exchange' ? subject.exchange : handshakeOf(subject.socket);
  const request = plainRequest(exchange);
  if (format === 'http') return toHttpText(exchange);
  if (format === 'mermaid') return mermaid(subject);
  if (format === 'markdown') return markdown(subject, exchange);
  return request ? command(subject, request, format) : '';
}

function command(subject: CopySubject, request: PlainRequest, format: CopyFormat): string {
  if (subject.kind === 'socket' && format === 'websocat') return toWebsocat(subject.socket, request);
  if (subject.kind === 'socket' && format === 'wscat') return toWscat(subject.socket, request);
  return format === 'fetch' ? toFetch(request) : toCurl(request);
}

/** A connection's opening as the exchange that it is. */
function handshakeOf({ id, place, url, protocols, createdAt, handshake }: Socket): Exchange {
  const offered =
    protocols.length > 0 ? [{ name: 'Sec-WebSocket-Protocol', value: protocols.join(', ') }] : [];
  const sent = (handshake?.requestHeaders ?? []).filter(
    ({ name }) => name.toLowerCase() !== 'sec-websocket-protocol',
  );
  return {
    id,
    requestId: id,
    hop: 0,
    place,
    type: 'websocket',
    method: 'GET',
    url,
    startedAt: createdAt,
    requestHeaders: [...sent, ...offered],
    ...(handshake?.status !== undefined && { status: handshake.status }),
    ...(handshake?.statusLine && { statusLine: handshake.statusLine }),
    ...(handshake?.responseHeaders && { responseHeaders: handshake.responseHeaders }),
  };
}

function mermaid(subject: CopySubject): string {
  if (subject.kind === 'socket') {
    const { socket, frames } = subject;
    return socketMermaid(socket, frames, socket.sent.frames + socket.received.frames);
  }
  const { url, method, status, error } = subject.exchange;
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: '?', pathname: url };
  const answer = status === undefined ? (error ?? 'no answer') : `${status}`;
  return `sequenceDiagram\n  participant C as Client\n  participant S as ${mermaidText(host)}\n  C->>S: ${mermaidText(`${method} ${pathname}`)}\n  S-->>C: ${mermaidText(answer)}\n`;
}

function markdown(subject: CopySubject, exchange: Exchange): string {
  const title = `### ${plainMarkdown(exchange.method)} ${codeSpan(exchange.url)}`;
  const text = `${title}\n\n${codeBlock(toHttpText(exchange), 'http')}\n`;
  if (subject.kind !== 'socket') return text;
  const { state } = subject.socket;
  const end = state.phase === 'closed' ? `\nClosed with ${state.code} ${plainMarkdown(state.reason)}\n` : '';
  const lines = subject.frames.map(({ sent, payload, size }) => {
    return `- ${sent ? '↑' : '↓'} ${codeSpan(typeof payload === 'string' ? payload.slice(0, 500) : `binary, ${size} B`)}`;
  });
  return `${text}${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}${end}`;
}
