import { t } from '../../i18n';
import type { Flow, Role, Step } from '../model';
import { answerLabel } from './labels';

export interface Lifeline {
  role: Role;
  /** "Client application" */
  title: string;
  /** Who it is in this flow: the client's id, the server's host. */
  detail?: string;
  /** No message of this flow touches it. */
  idle?: true;
}

export type MessageKind = 'request' | 'response' | 'redirect' | 'note';

export interface SequenceMessage {
  /** Unique within the sequence: `${stepId}#0`, `#1`… */
  id: string;
  stepId: string;
  stepNumber: number;
  from: Role;
  to: Role;
  /** One line without secrets. */
  label: string;
  kind: MessageKind;
  outcome: 'ok' | 'pending' | 'error' | 'not-visible';
  /** Milliseconds since the epoch. */
  at: number;
}

/** What a component draws: lifelines from left to right, messages from top to bottom. */
export interface Sequence {
  lifelines: readonly Lifeline[];
  messages: readonly SequenceMessage[];
}

type Draft = Pick<SequenceMessage, 'from' | 'to' | 'label' | 'kind'> & { failed?: boolean };

const OWNER = 'resource-owner';
const CLIENT = 'client';
const SERVER = 'authorization-server';

/** The left-to-right order of the lifelines. */
const ORDER: readonly Role[] = [OWNER, CLIENT, SERVER, 'resource-server'];

function answer(step: Step, from: Role, to: Role): Draft[] {
  return step.outcome.state === 'pending'
    ? []
    : [{ from, to, label: answerLabel(step), kind: 'response', failed: true }];
}

const failed = ({ outcome }: Step) =>
  outcome.state === 'oauth-error' || outcome.state === 'http-error' || outcome.state === 'network-error';

function messagesOf(step: Step): Draft[] {
  switch (step.kind) {
    case 'authorization_request':
    case 'end_session_request':
      // RFC 6749 §4.1 (A): the client sends the user agent, the user agent asks.
      return [
        {
          from: CLIENT,
          to: OWNER,
          label: t(step.kind === 'end_session_request' ? 'flow.redirect_out' : 'flow.redirect_in'),
          kind: 'redirect',
        },
        { from: OWNER, to: SERVER, label: step.title, kind: 'request' },
        ...(failed(step) ? answer(step, SERVER, OWNER) : []),
      ];
    case 'authorization_interaction':
    case 'device_verification':
      return [
        { from: OWNER, to: SERVER, label: step.title, kind: 'request' },
        ...(failed(step) ? answer(step, SERVER, OWNER) : []),
      ];
    case 'authorization_response':
    case 'end_session_response':
    case 'frontchannel_logout':
      // RFC 6749 §4.1 (C): through the user agent, back to the client.
      return [
        { from: SERVER, to: OWNER, label: answerLabel(step), kind: 'redirect', failed: true },
        { from: OWNER, to: CLIENT, label: step.title, kind: 'request' },
      ];
    case 'check_session':
      return [{ from: OWNER, to: SERVER, label: step.title, kind: 'request' }];
    case 'not_visible':
      return [{ from: step.from, to: step.to, label: step.title, kind: 'note' }];
    case 'websocket_use':
      return [{ from: step.from, to: step.to, label: step.title, kind: 'request', failed: true }];
    default:
      return [
        { from: step.from, to: step.to, label: step.title, kind: 'request' },
        ...answer(step, step.to, step.from),
      ];
  }
}

function outcomeOf(step: Step, draft: Draft): SequenceMessage['outcome'] {
  if (draft.kind === 'note') return 'not-visible';
  if (failed(step)) return draft.failed ? 'error' : 'ok';
  if (step.outcome.state === 'pending') return 'pending';
  return step.outcome.state === 'not-visible' && draft.kind === 'response' ? 'not-visible' : 'ok';
}

function host(origin: string | undefined): string | undefined {
  return origin ? origin.replace(/^[a-z][\w+.-]*:\/\//, '') : undefined;
}

function lifelineOf(flow: Flow, role: Role): Lifeline {
  switch (role) {
    case OWNER:
      return { role, title: t('flow.lane_owner'), detail: flow.subject };
    case CLIENT:
      return { role, title: t('flow.role_client'), detail: flow.client.id ?? host(flow.client.origin) };
    case SERVER:
      return { role, title: t('flow.role_server'), detail: host(flow.server.issuer ?? flow.server.origin) };
    case 'resource-server': {
      const [only, ...others] = flow.resourceServers;
      return {
        role,
        title: t('flow.role_resource'),
        detail: others.length
          ? t('flow.and_more', { first: host(only) ?? '', more: others.length })
          : host(only),
      };
    }
  }
}

/**
 * Lays a flow out as a sequence diagram: who speaks to whom, in causal order, between the four roles of RFC 6749 §1.1.
 * Pure data: a component draws it.
 */
export function layoutSequence(flow: Flow): Sequence {
  const messages = flow.steps.flatMap((step) =>
    messagesOf(step).map((draft, index): SequenceMessage => {
      const { failed: _, ...message } = draft;
      const late = message.kind === 'response' || (index > 0 && step.kind === 'authorization_request');
      return {
        ...message,
        id: `${step.id}#${index}`,
        stepId: step.id,
        stepNumber: step.number,
        outcome: outcomeOf(step, draft),
        at: late ? (step.endedAt ?? step.at) : step.at,
      };
    }),
  );
  const used = new Set(messages.flatMap(({ from, to }) => [from, to]));
  return {
    lifelines: ORDER.map((role) => ({
      ...lifelineOf(flow, role),
      ...(!used.has(role) && { idle: true as const }),
    })),
    messages,
  };
}
