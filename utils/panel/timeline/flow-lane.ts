import type { Flow, Step, Token } from '../../oauth/model';
import { serverName } from '../oauth/parties';
import { stateView } from '../oauth/state';
import type { Tone } from '../socket-view';
import { tokenBands } from './bands';
import { flowEnd } from './flow-end';
import type { Lane, Mark, MarkShape } from './model';

const SHAPES: Partial<Record<Step['kind'], MarkShape>> = {
  token_request: 'token',
  refresh_request: 'refresh',
  resource_request: 'use',
  websocket_use: 'use',
  userinfo_request: 'use',
  introspection_request: 'use',
  revocation_request: 'revocation',
  client_delete_request: 'revocation',
  end_session_request: 'logout',
  frontchannel_logout: 'logout',
};

function stepMark(step: Step, flowId: string): Mark {
  const failed = step.outcome.state.endsWith('-error');
  return {
    at: step.at,
    shape: failed ? 'error' : (SHAPES[step.kind] ?? 'step'),
    tone: failed ? 'error' : step.outcome.state === 'ok' ? 'ok' : 'pending',
    title: `${step.number}. ${step.title}`,
    selection: { kind: 'step', id: step.id, flowId },
  };
}

/** A flow's line: its steps as marks, its tokens' lives beneath. */
export function flowLane(flow: Flow, tokens: ReadonlyMap<string, Token>): Lane {
  const bands = tokenBands(flow.tokenIds.flatMap((id) => tokens.get(id) ?? []));
  const to = flowEnd(flow);
  return {
    id: flow.id,
    kind: 'flow',
    label: `F${flow.ordinal}`,
    name: flow.client.id ?? serverName(flow.server),
    state: stateView(flow.state, flow.startedAt).label,
    tone: TONES[flow.state.phase] ?? 'idle',
    selection: { kind: 'flow', id: flow.id },
    segments: [{ from: flow.startedAt, to, kind: 'flow' }],
    bands,
    tracks: bands.reduce((most, { track }) => Math.max(most, track + 1), 0),
    marks: flow.steps.map((step) => stepMark(step, flow.id)),
    from: flow.startedAt,
    to,
    ...(flow.state.phase === 'failed' && { failed: true }),
  };
}

const TONES: Partial<Record<Flow['state']['phase'], Tone>> = {
  complete: 'ok',
  failed: 'error',
  'in-progress': 'pending',
  'waiting-for-user': 'pending',
};
