import type { Frame } from '../../session/frames';
import { mermaidText } from '../../session/mermaid-text';
import type { Socket } from '../../websocket/model';

/** A diagram with more arrows is not read. */
const MOST = 60;

/** A connection as a sequence diagram: its opening, its first messages, its end. */
export function socketMermaid(socket: Socket, frames: readonly Frame[], total = frames.length): string {
  const { state } = socket;
  const lines = [
    'sequenceDiagram',
    '  participant P as Page',
    `  participant S as ${mermaidText(hostOf(socket.url))}`,
  ];
  lines.push(`  P->>S: ${mermaidText(`open ${pathOf(socket.url)}`)}`);
  for (const { sent, payload, size } of frames.slice(0, MOST)) {
    const said = typeof payload === 'string' ? payload : `binary, ${size} B`;
    lines.push(`  ${sent ? 'P->>S' : 'S->>P'}: ${mermaidText(said) || '(empty)'}`);
  }
  if (total > MOST) lines.push(`  Note over P,S: ${total - MOST} more messages`);
  if (state.phase === 'closed') {
    const reason = `close ${state.code} ${state.reason}`;
    lines.push(`  ${state.by === 'page' ? 'P-xS' : 'S-xP'}: ${mermaidText(reason)}`);
  }
  if (state.phase === 'failed') lines.push('  S-xP: failed before it opened');
  return `${lines.join('\n')}\n`;
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);
const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : '');
