import type { Flow, Role, Step, StepKind } from '../../oauth/model';
import type { Session } from '../../session/model';
import { carrierName, hostOf, roleName, serverName, stepKindName, tokenKindName } from './names';
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

/** A step with its arrows: the request, and the answer where it comes back the same way. */
export interface MessageGroup {
  stepId: string;
  number: number;
  kind: StepKind;
  messages: readonly Message[];
  outcome: StateView;
  /** Read out for the whole step. */
  name: string;
}

/** The front channel: the browser is sent on, and the answer is a step of its own. */
const REDIRECTS: ReadonlySet<StepKind> = new Set([
  'authorization_request',
  'authorization_response',
  'end_session_request',
  'end_session_response',
]);

const ONE_WAY: ReadonlySet<StepKind> = new Set([
  ...REDIRECTS,
  'authorization_interaction',
  'device_verification',
  'websocket_use',
  'frontchannel_logout',
  'check_session',
  'not_visible',
]);

/** A flow's steps as the arrows of its sequence diagram, in causal order. */
export function messageGroups(flow: Flow, session: Pick<Session, 'tokens' | 'sockets'>): MessageGroup[] {
  return flow.steps.map((step) => {
    const outcome = outcomeView(step);
    const messages = messagesOf(step, session);
    const way = `${roleName(step.from)} to ${roleName(step.to)}`;
    return {
      stepId: step.id,
      number: step.number,
      kind: step.kind,
      messages,
      outcome,
      name: `Step ${step.number}: ${messages.map((message) => message.label).join(', then ')}; ${way}; ${outcome.label}`,
    };
  });
}

function messagesOf(step: Step, session: Pick<Session, 'tokens' | 'sockets'>): Message[] {
  const failed = ['oauth-error', 'http-error', 'network-error'].includes(step.outcome.state);
  const answered =
    !ONE_WAY.has(step.kind) && step.outcome.state !== 'pending' && step.outcome.state !== 'network-error';
  const request: Message = {
    from: step.from,
    to: step.to,
    line: lineOf(step),
    label: requestLabel(step, session),
    detail: step.title,
    failed: failed && !answered,
  };
  if (!answered) return [request];
  const label = answerLabel(step, session);
  return [request, { from: step.to, to: step.from, line: 'response', label, detail: '', failed }];
}

function lineOf(step: Step): LineStyle {
  if (step.kind === 'not_visible') return 'unseen';
  if (step.kind === 'websocket_use') return 'socket';
  return REDIRECTS.has(step.kind) ? 'redirect' : 'request';
}

function requestLabel(step: Step, session: Pick<Session, 'tokens' | 'sockets'>): string {
  const socket = session.sockets.find((candidate) => candidate.id === step.socketId);
  if (socket) {
    const use = session.tokens
      .flatMap((token) => token.uses)
      .find((candidate) => candidate.stepId === step.id || candidate.socketId === socket.id);
    return `Connection #${socket.ordinal}${use ? `: token in the ${carrierName(use.carrier)}` : ' uses the token'}`;
  }
  if (step.kind === 'authorization_response') {
    const given =
      step.outcome.state === 'oauth-error' ? `error: ${step.outcome.code}` : issuedNames(step, session);
    return given ? `${stepKindName(step.kind)}: ${given}` : stepKindName(step.kind);
  }
  return stepKindName(step.kind);
}

function answerLabel(step: Step, session: Pick<Session, 'tokens'>): string {
  const { outcome } = step;
  if (outcome.state === 'oauth-error') return `error: ${outcome.code}`;
  if (outcome.state === 'http-error') return `HTTP ${outcome.status}`;
  if (outcome.state === 'not-visible') return 'answer not visible';
  return issuedNames(step, session) || 'OK';
}

function issuedNames(step: Step, session: Pick<Session, 'tokens'>): string {
  const kinds = step.issued.flatMap((id) => session.tokens.find((token) => token.id === id)?.kind ?? []);
  return [...new Set(kinds)]
    .map((kind) => tokenKindName(kind).replace(/^([AR])/, (c) => c.toLowerCase()))
    .join(', ');
}

/** What stands under a role's name at the head of its lifeline. */
export function roleDetail(flow: Pick<Flow, 'client' | 'server' | 'resourceServers'>, role: Role): string {
  switch (role) {
    case 'resource-owner':
      return '';
    case 'client':
      return flow.client.id ?? (flow.client.origin ? hostOf(flow.client.origin) : '');
    case 'authorization-server':
      return serverName(flow.server);
    case 'resource-server': {
      const [first, ...others] = flow.resourceServers;
      if (!first) return '';
      return others.length ? `${hostOf(first)} +${others.length}` : hostOf(first);
    }
  }
}
