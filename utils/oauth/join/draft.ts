import type { Exchange } from '../../session/exchanges';
import type { Place } from '../../session/observations';
import type { Facts } from '../facts';
import type { FlowClient, Grant, Join, Role, Step, StepKind, Token } from '../model';
import type { Recognition } from '../recognise/recognition';
import { SENTENCES } from '../sentences';
import { isOnlyNavigated } from './navigated';

export type TokenDraft = Token & { childIds: string[]; uses: Token['uses'][number][] };

export type DraftStep = Step & { issued: string[]; used: string[]; unseen: string[] };

/** A flow while it is put together; turned into a `Flow` at the end. */
export interface FlowDraft {
  id: string;
  first: Exchange | undefined;
  place: Place;
  grant: Grant;
  grantName?: string;
  steps: DraftStep[];
  facts: Map<string, Facts>;
  surface: 'tab' | 'popup' | 'frame' | 'worker' | 'page';
  clientId?: string;
  redirectUri?: string;
  state?: string;
  nonce?: string;
  challenge?: string;
  challengeMethod?: string;
  /** Thumbprint of the key that its code is bound to (RFC 9449 §10). */
  dpopJkt?: string;
  verifier?: string;
  scope?: string;
  audience?: readonly string[];
  responseType: readonly string[];
  responseMode?: string;
  initiator?: string;
  issuer?: string;
  origin?: string;
  authorizationEndpoint?: string;
  tokenEndpoint?: string;
  authentication?: FlowClient['authentication'];
  subject?: string;
  tokens: Set<string>;
  /** The first authorization response. */
  response?: DraftStep;
  /** When its frame went elsewhere before an answer came. */
  leftAt?: number;
  endedBy?: { at: number; by: 'logout' | 'revocation' | 'deregistration' };
}

const ROLES: Readonly<Partial<Record<StepKind, readonly [Role, Role]>>> = {
  authorization_response: ['authorization-server', 'client'],
  authorization_interaction: ['resource-owner', 'authorization-server'],
  device_verification: ['resource-owner', 'authorization-server'],
  resource_request: ['client', 'resource-server'],
  protected_resource_metadata: ['client', 'resource-server'],
  websocket_use: ['client', 'resource-server'],
  introspection_request: ['resource-server', 'authorization-server'],
  end_session_response: ['authorization-server', 'client'],
  frontchannel_logout: ['authorization-server', 'client'],
};

/** Who sends and who receives a step of a kind. */
function rolesOf(kind: StepKind): readonly [Role, Role] {
  return ROLES[kind] ?? ['client', 'authorization-server'];
}

/** Appends a recognised exchange to a flow as a step. */
export function addStep(flow: FlowDraft, recognition: Recognition, join: Join): DraftStep {
  const { facts, kind } = recognition;
  const [from, to] = rolesOf(kind);
  const step: DraftStep = {
    id: `${facts.exchange.id}/${kind}`,
    kind,
    number: 0,
    from,
    to,
    at: facts.exchange.startedAt,
    endedAt: facts.exchange.endedAt ?? facts.exchange.respondedAt,
    exchangeId: isOnlyNavigated(facts.exchange) ? undefined : facts.exchange.id,
    title: recognition.title,
    request: recognition.request,
    response: recognition.response,
    outcome: recognition.outcome,
    join,
    recognisedBy: recognition.by,
    unseen: isOnlyNavigated(facts.exchange)
      ? [...recognition.unseen, SENTENCES['address-only']]
      : [...recognition.unseen],
    issued: [],
    used: [],
  };
  flow.steps.push(step);
  flow.facts.set(step.id, facts);
  return step;
}
