import { t } from '../i18n';
import type { Clause, Session, Story } from '../session/model';
import { tokenName } from '../session/websocket-use';
import type { SocketId } from '../websocket/model';
import type { Selection } from './selection';

export interface EvidenceView {
  label: string;
  selection: Selection;
}

/** The stories in which a connection has a part: its own, and those of the connection that came after it. */
export function storiesOf(session: Session, socketId: SocketId): Story[] {
  return session.stories.filter(
    (story) =>
      story.socketId === socketId ||
      story.evidence.some(({ kind, id }) => kind === 'socket' && id === socketId),
  );
}

/** The stories in which a flow has a part. */
export const storiesOfFlow = (session: Session, flowId: string): Story[] =>
  session.stories.filter((story) => story.flowId === flowId);

/** What a story or a clause of it rests on, each with its short name; what is no longer held is left out. */
export function evidenceOf(session: Session, { evidence }: Pick<Clause, 'evidence'>): EvidenceView[] {
  return evidence.flatMap(({ kind, id }): EvidenceView | readonly [] => {
    switch (kind) {
      case 'socket': {
        const socket = session.sockets.find((one) => one.id === id);
        return socket ? { label: `#${socket.ordinal}`, selection: { kind, id: socket.id } } : [];
      }
      case 'flow': {
        const flow = session.flows.find((one) => one.id === id);
        return flow ? { label: `F${flow.ordinal}`, selection: { kind, id } } : [];
      }
      case 'token': {
        const token = session.tokens.find((one) => one.id === id);
        return token ? { label: tokenName(token), selection: { kind, id, flowId: token.flowId } } : [];
      }
      case 'step': {
        const flow = session.flows.find((one) => one.steps.some((step) => step.id === id));
        const step = flow?.steps.find((one) => one.id === id);
        return flow && step
          ? {
              label: t('stories.step', { flow: `F${flow.ordinal}`, step: step.number }),
              selection: { kind, id, flowId: flow.id },
            }
          : [];
      }
    }
    return [];
  });
}
