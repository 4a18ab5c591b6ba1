import { t } from '../../i18n';
import type { Flow, Token, TokenUse } from '../../oauth/model';
import type { Session } from '../../session/model';
import type { Selection } from '../selection';
import { carrierName, tokenKindName } from './names';
import { hostOf } from './parties';
import { formatClock } from './time';

export interface TokenLink {
  id: string;
  label: string;
  select: Selection;
}

export interface UseRow {
  at: number;
  time: string;
  /** "Step 7, api.example.com" or "Connection #12, live.example.com". */
  label: string;
  carrier: string;
  socket: boolean;
  /** Where a click goes; undefined for a use whose step and connection are gone. */
  select?: Selection;
}

export interface TokenView {
  id: string;
  kind: string;
  format: string;
  type?: string;
  issued: { text: string; select?: Selection };
  scopeAsked?: string;
  scopeGranted?: string;
  /** Asked and granted are not the same set of words. */
  scopeDiffers: boolean;
  audience: string;
  bound?: string;
  parent?: TokenLink;
  children: readonly TokenLink[];
  uses: readonly UseRow[];
}

/** The tokens that a flow holds, in the order in which it names them. */
export function tokensOf(flow: Flow, session: Pick<Session, 'tokens'>): Token[] {
  const byId = new Map(session.tokens.map((token) => [token.id, token]));
  return flow.tokenIds.flatMap((id) => byId.get(id) ?? []);
}

/** A token as its card shows it; what changes with time is in `lifetimeAt`. */
export function tokenView(token: Token, session: Pick<Session, 'tokens' | 'sockets' | 'flows'>): TokenView {
  const flow = session.flows.find((candidate) => candidate.id === token.flowId);
  const parent = session.tokens.find((candidate) => candidate.id === token.parentId);
  const asked = token.kind === 'access' || token.kind === 'refresh' ? flow?.scopeAsked : undefined;
  const granted = token.scope;
  return {
    id: token.id,
    kind: tokenKindName(token.kind),
    format: t(`token.${token.format}`),
    type: token.tokenType,
    issued: issue(token, flow),
    scopeAsked: asked,
    scopeGranted: granted,
    scopeDiffers: asked !== undefined && granted !== undefined && words(asked) !== words(granted),
    audience: token.audience?.join(', ') ?? '',
    bound: token.boundKey,
    parent: parent && tokenLink(parent, flow),
    children: token.childIds.flatMap((id) => {
      const child = session.tokens.find((candidate) => candidate.id === id);
      return child ? [tokenLink(child, flow)] : [];
    }),
    uses: token.uses.map((use) => useRow(use, session, flow)),
  };
}

const words = (scope: string): string => [...new Set(scope.split(/[ ,+]+/).filter(Boolean))].sort().join(' ');

function issue(token: Token, flow: Flow | undefined): TokenView['issued'] {
  const step = flow?.steps.find((candidate) => candidate.id === token.issuedBy);
  if (!step || !flow) return { text: t('token.issue_unseen') };
  const number = String(step.number);
  const text =
    token.issuedAt === undefined
      ? t('token.issued', { number })
      : t('token.issued_at', { number, time: formatClock(token.issuedAt) });
  return { text, select: { kind: 'step', id: step.id, flowId: flow.id } };
}

/** Name of a token among its flow's: "Access token (step 5)". */
function tokenLink(token: Token, flow: Flow | undefined): TokenLink {
  const step = flow?.steps.find((candidate) => candidate.id === token.issuedBy);
  const name = tokenKindName(token.kind);
  return {
    id: token.id,
    label: step ? t('token.link', { token: name, number: String(step.number) }) : name,
    select: { kind: 'token', id: token.id, flowId: token.flowId },
  };
}

function useRow(use: TokenUse, session: Pick<Session, 'sockets' | 'flows'>, own: Flow | undefined): UseRow {
  const base = { at: use.at, time: formatClock(use.at), carrier: carrierName(use.carrier) };
  const host = hostOf(use.to);
  const socket = use.socketId && session.sockets.find((candidate) => candidate.id === use.socketId);
  if (socket) {
    const label = t('token.use_connection', { number: String(socket.ordinal), host });
    return { ...base, label, socket: true, select: { kind: 'socket', id: socket.id } };
  }
  const flow = own?.steps.some((step) => step.id === use.stepId)
    ? own
    : session.flows.find((candidate) => candidate.steps.some((step) => step.id === use.stepId));
  const step = flow?.steps.find((candidate) => candidate.id === use.stepId);
  if (!flow || !step) return { ...base, label: host, socket: false };
  const label = t('token.use_step', { number: String(step.number), host });
  return { ...base, label, socket: false, select: { kind: 'step', id: step.id, flowId: flow.id } };
}
