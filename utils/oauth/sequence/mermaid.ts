import { mermaidText } from '../../session/mermaid-text';
import type { Flow, Role } from '../model';
import { layoutSequence, type MessageKind } from './layout';

const NAMES: Readonly<Record<Role, string>> = {
  'resource-owner': 'UA',
  client: 'Client',
  'authorization-server': 'AS',
  'resource-server': 'RS',
};

const ARROWS: Readonly<Record<MessageKind, string>> = {
  request: '->>',
  response: '-->>',
  redirect: '-->>',
  note: '',
};

/** A flow's sequence diagram as Mermaid text, without secrets. */
export function toMermaid(flow: Flow): string {
  const { lifelines, messages } = layoutSequence(flow);
  const lines = ['sequenceDiagram'];
  for (const { role, title, detail, idle } of lifelines) {
    if (idle) continue;
    lines.push(
      `  participant ${NAMES[role]} as ${mermaidText(title)}${detail ? `<br/>${mermaidText(detail)}` : ''}`,
    );
  }
  for (const { from, to, label, kind, outcome } of messages) {
    if (kind === 'note') lines.push(`  Note over ${NAMES[from]},${NAMES[to]}: ${mermaidText(label)}`);
    else
      lines.push(
        `  ${NAMES[from]}${outcome === 'error' ? ARROWS[kind].replace('>>', 'x') : ARROWS[kind]}${NAMES[to]}: ${mermaidText(label)}`,
      );
  }
  return `${lines.join('\n')}\n`;
}
