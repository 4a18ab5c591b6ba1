import type { Flow, Role } from '../../oauth/model';
import type { Session } from '../../session/model';
import { type LineStyle, messageGroups, roleDetail } from './messages';
import { roleName } from './names';
import { ROLES } from './sequence';

const IDS: Record<Role, string> = {
  'resource-owner': 'user',
  client: 'client',
  'authorization-server': 'as',
  'resource-server': 'rs',
};

const ARROWS: Record<LineStyle, string> = {
  request: '->>',
  redirect: '-)',
  socket: '<<->>',
  response: '-->>',
  unseen: '--)',
};

/** A flow as Mermaid sequenceDiagram text. It holds names and hosts, no parameter values. */
export function toMermaid(flow: Flow, session: Pick<Session, 'tokens' | 'sockets'>): string {
  const participants = ROLES.map((role) => {
    const detail = roleDetail(flow, role);
    return `  participant ${IDS[role]} as ${quote(detail ? `${roleName(role)} (${detail})` : roleName(role))}`;
  });
  const messages = messageGroups(flow, session).flatMap((group) =>
    group.messages.map(
      ({ from, to, line, label, failed }) =>
        `  ${IDS[from]}${failed ? '-x' : ARROWS[line]}${IDS[to]}: ${group.number}. ${quote(label)}`,
    ),
  );
  return ['sequenceDiagram', ...participants, ...messages, ''].join('\n');
}

/** Mermaid reads `;` as a line's end, `#` as an entity and `%%` as a comment: they become entities themselves. */
function quote(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[#;%<>{}]/g, (character) => `#${character.charCodeAt(0)};`);
}
