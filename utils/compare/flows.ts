import type { Flow, Step } from '../oauth/model';
import type { Session } from '../session/model';
import { align } from './align';
import { between, type Fact } from './facts';
import type { Difference, Pair } from './model';

/** Steps of one flow that are aligned; a flow with more is compared by its beginning. */
const STEPS = 400;

function factsOf({
  state,
  client,
  pkce,
  scopeAsked,
  scopeGranted,
  responseType,
  responseMode,
  surface,
  socketIds,
}: Flow): Fact[] {
  return [
    ['state', state.phase],
    ['error', state.phase === 'failed' ? state.code : ''],
    ['client', client.id ?? ''],
    ['authentication', client.authentication ?? ''],
    ['responseType', [...responseType].sort().join(' ')],
    ['responseMode', responseMode ?? ''],
    ['pkce', pkce ? `${pkce.method ?? 'plain'}${pkce.verified === false ? ' ✕' : ''}` : ''],
    ['scopeAsked', words(scopeAsked)],
    ['scopeGranted', words(scopeGranted)],
    ['surface', surface],
    ['sockets', `${socketIds.length}`],
  ];
}

const words = (scope: string | undefined): string =>
  (scope ?? '').split(/\s+/).filter(Boolean).sort().join(' ');

const flowName = ({ grant, grantName, server }: Flow): string =>
  `${grantName ?? grant} ${server.issuer ?? server.origin}`;

/** Metadata and uses repeat as a library likes: they say nothing of how a sign-in went. */
const IDLE: ReadonlySet<Step['kind']> = new Set([
  'discovery',
  'jwks',
  'client_read_request',
  'resource_request',
  'check_session',
  'websocket_use',
]);

/** Flows in their order, by grant and server; within a pair its steps in theirs. */
export function compareFlows(here: Session, there: Session): Pair[] {
  return align(here.flows.slice(0, 1_000), there.flows.slice(0, 1_000), flowName).map(([a, b]) => {
    const { differences } = between(a && factsOf(a), b && factsOf(b));
    const all = a && b ? [...differences, ...compareSteps(a, b)] : differences;
    return {
      kind: 'flow',
      name: flowName((a ?? b)!),
      ...(a && { here: { id: a.id, label: `F${a.ordinal}` } }),
      ...(b && { there: { id: b.id, label: `F${b.ordinal}` } }),
      standing: !b ? 'only-here' : !a ? 'only-there' : all.length > 0 ? 'differs' : 'same',
      differences: all,
    };
  });
}

function compareSteps(a: Flow, b: Flow): Difference[] {
  const steps = (flow: Flow) => flow.steps.filter(({ kind }) => !IDLE.has(kind)).slice(0, STEPS);
  return align(steps(a), steps(b), ({ kind }) => kind).flatMap(([here, there]): Difference[] => {
    const what = `step:${(here ?? there)!.kind}`;
    const said = (step: Step | undefined) => (step ? `${step.number}: ${outcome(step)}` : '');
    if (here && there && outcome(here) === outcome(there)) return [];
    return [{ what, here: said(here), there: said(there) }];
  });
}

function outcome({ outcome: told }: Step): string {
  switch (told.state) {
    case 'oauth-error':
      return told.code;
    case 'http-error':
      return `HTTP ${told.status}`;
    default:
      return told.state;
  }
}
