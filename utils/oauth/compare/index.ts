import type { Flow, Step, StepKind } from '../model';
import { alignSteps } from './align';
import { type ComparedParameter, compareParameters } from './parameters';

export type { ComparedParameter, ParameterMark, ParameterSide } from './parameters';

export interface ComparedStep {
  kind: StepKind;
  a?: Step;
  b?: Step;
  /** Whether it happened in both, and ended alike. */
  mark: 'same' | 'changed' | 'only-a' | 'only-b';
  /** In which of the two it took much longer. */
  slower?: 'a' | 'b';
  request: readonly ComparedParameter[];
  response: readonly ComparedParameter[];
}

/** Two flows held against each other, step by step. */
export interface FlowComparison {
  steps: readonly ComparedStep[];
  /** Where they part: index of the first step that ended differently, or that only one of them took. */
  parting?: number;
  /** Steps left out, of both flows together: a flow may use its token thousands of times. */
  left: number;
}

const MOST_STEPS = 200;

/** How often and when these happen says little: caches, polling and use. */
const ASIDE: ReadonlySet<StepKind> = new Set<StepKind>([
  'discovery',
  'protected_resource_metadata',
  'jwks',
  'client_read_request',
  'authorization_interaction',
  'resource_request',
  'websocket_use',
  'check_session',
]);

/** A person's time: how long it took is nobody's fault. */
const BY_PERSON: ReadonlySet<StepKind> = new Set<StepKind>([
  'authorization_request',
  'authorization_interaction',
  'device_verification',
  'websocket_use',
  'not_visible',
]);

const duration = ({ at, endedAt }: Step): number | undefined =>
  endedAt === undefined ? undefined : endedAt - at;

function slower(a: Step, b: Step): 'a' | 'b' | undefined {
  const [one, other] = [duration(a), duration(b)];
  if (one === undefined || other === undefined || BY_PERSON.has(a.kind)) return undefined;
  const much = Math.abs(one - other) >= 300 && Math.max(one, other) >= 3 * Math.min(one, other);
  return much ? (one > other ? 'a' : 'b') : undefined;
}

/** What an outcome is compared by. */
function ending({ outcome }: Step): string {
  switch (outcome.state) {
    case 'oauth-error':
      return `error ${outcome.code}`;
    case 'http-error':
      return `HTTP ${outcome.status}`;
    default:
      return outcome.state;
  }
}

function markOf(a: Step | undefined, b: Step | undefined): ComparedStep['mark'] {
  if (!b) return 'only-a';
  if (!a) return 'only-b';
  return ending(a) === ending(b) ? 'same' : 'changed';
}

/** Holds two flows against each other: steps paired by kind, their outcomes, parameters and times. */
export function compareFlows(a: Flow, b: Flow): FlowComparison {
  const kept = (flow: Flow) => flow.steps.slice(0, MOST_STEPS);
  const steps = alignSteps(kept(a), kept(b)).map(({ a: one, b: other }): ComparedStep => {
    const longer = one && other && slower(one, other);
    return {
      kind: (one ?? other)!.kind,
      ...(one && { a: one }),
      ...(other && { b: other }),
      mark: markOf(one, other),
      ...(longer && { slower: longer }),
      request: compareParameters(one?.request ?? [], other?.request ?? []),
      response: compareParameters(one?.response ?? [], other?.response ?? []),
    };
  });
  const changed = steps.findIndex(({ mark }) => mark === 'changed');
  const alone = steps.findIndex(({ mark, kind }) => mark.startsWith('only') && !ASIDE.has(kind));
  const first = [changed, alone].filter((index) => index >= 0);
  const over = (flow: Flow) => Math.max(0, flow.steps.length - MOST_STEPS);
  return {
    steps,
    ...(first.length > 0 && { parting: Math.min(...first) }),
    left: over(a) + over(b),
  };
}

const worked = ({ state }: Flow): boolean | undefined => {
  if (state.phase === 'complete' || state.phase === 'ended') return true;
  return state.phase === 'failed' || state.phase === 'abandoned' ? false : undefined;
};

/**
 * The other flows, the one first that tells most beside `flow`: of the same client and server and the same grant,
 * one that worked where this one did not (or the other way round), nearest in time.
 */
export function partnersOf(flow: Flow, flows: readonly Flow[]): Flow[] {
  const score = (other: Flow): number =>
    Number(other.client.id === flow.client.id) * 8 +
    Number((other.server.issuer ?? other.server.origin) === (flow.server.issuer ?? flow.server.origin)) * 4 +
    Number(other.grant === flow.grant) * 2 +
    Number(worked(other) !== undefined && worked(other) !== worked(flow));
  const distance = (other: Flow) => Math.abs(other.ordinal - flow.ordinal);
  return flows
    .filter((other) => other.id !== flow.id)
    .sort((one, other) => score(other) - score(one) || distance(one) - distance(other));
}
