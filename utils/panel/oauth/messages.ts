import { t } from '../../i18n';
import { layoutSequence, type SequenceMessage } from '../../oauth';
import type { Flow, Role, Step } from '../../oauth/model';
import type { Session } from '../../session/model';
import { carrierName, roleName, stepKindName } from './names';
import { outcomeView, type StateView } from './state';

/** How a message's line is drawn; told by dashes and arrowhead, not by colour alone. */
export type LineStyle = 'request' | 'response' | 'redirect' | 'socket' | 'unseen';

/** One arrow of the sequence diagram. */
export interface Message {
  from: Role;
  to: Role;
  line: LineStyle;
  label: string;
  /** Method and path, where there is room for them. */
  detail: string;
  failed: boolean;
}

/** A step with its arrows: the request, the redirects and the answer that belong to it. */
export interface MessageGroup {
  stepId: string;
  number: number;
  messages: readonly Message[];
  outcome: StateView;
  /** Read out for the whole step. */
  name: string;
}

type Known = Pick<Session, 'tokens' | 'sockets'>;

/** A flow's steps as the arrows of its sequence diagram, in causal order. */
export function messageGroups(flow: Flow, session: Known): MessageGroup[] {
  const byStep = Map.groupBy(layoutSequence(flow).messages, (message) => message.stepId);
  return flow.steps.map((step) => {
    const messages = (byStep.get(step.id) ?? []).map((message) => messageOf(message, step, session));
    const outcome = outcomeView(step);
    const said = messages
      .map((message) => message.label)
      .reduce((first, second) => t('flow.then', { first, second }));
    return {
      stepId: step.id,
      number: step.number,
      messages,
      outcome,
      name: t('flow.step_name', {
        number: String(step.number),
        said,
        from: roleName(step.from),
        to: roleName(step.to),
        outcome: outcome.label,
      }),
    };
  });
}

function messageOf(message: SequenceMessage, step: Step, session: Known): Message {
  const { from, to, label, kind, outcome } = message;
  const named = label === step.title;
  const own = step.kind === 'websocket_use' ? socketLabel(step, session) : stepKindName(step.kind);
  return {
    from,
    to,
    line:
      outcome === 'not-visible' || kind === 'note'
        ? 'unseen'
        : step.kind === 'websocket_use'
          ? 'socket'
          : kind,
    label: named ? own : label,
    detail: named ? step.title : '',
    failed: outcome === 'error',
  };
}

function socketLabel(step: Step, session: Known): string {
  const socket = session.sockets.find((candidate) => candidate.id === step.socketId);
  const name = socket ? t('flow.connection', { number: String(socket.ordinal) }) : stepKindName(step.kind);
  const use = session.tokens
    .filter((token) => step.used.includes(token.id))
    .flatMap((token) => token.uses)
    .find((candidate) => candidate.stepId === step.id || candidate.socketId === step.socketId);
  return use ? t('flow.socket_token', { connection: name, carrier: carrierName(use.carrier) }) : name;
}
