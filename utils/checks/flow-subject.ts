import type { Flow, Parameter, Step, StepKind, Token } from '../oauth/model';
import type { Exchange } from '../session/exchanges';
import type { CheckContext, SeenMetadata } from './context';

/** The authorization request as the server takes it: request object before pushed before URL. */
export interface Asked {
  /** The authorization request in the browser. */
  step: Step;
  pushed?: Step;
  /** `false`: parameters travelled where no browser sees them, so nothing can be called missing. */
  complete: boolean;
  parameter(name: string): Parameter | undefined;
  value(name: string): string | undefined;
  /** The step that carried a parameter; the request itself where none did. */
  carrier(name: string): Step;
}

export interface FlowSubject {
  flow: Flow;
  context: CheckContext;
  asked: Asked | undefined;
  tokens: readonly Token[];
  metadata: SeenMetadata | undefined;
  steps(...kinds: StepKind[]): readonly Step[];
  exchange(step: Step): Exchange | undefined;
  token(id: string): Token | undefined;
}

/** The first non-empty parameter of a name. */
export function parameterIn(parameters: readonly Parameter[], name: string): Parameter | undefined {
  return parameters.find((parameter) => parameter.name === name && parameter.value !== '');
}

/** The first non-empty value of a name. */
export function valueIn(parameters: readonly Parameter[], name: string): string | undefined {
  return parameterIn(parameters, name)?.value;
}

function askedOf(flow: Flow): Asked | undefined {
  const step = flow.steps.find(({ kind }) => kind === 'authorization_request');
  if (!step) return undefined;
  const pushed = flow.steps.find(({ kind }) => kind === 'pushed_authorization_request');
  const carriers = pushed ? [pushed, step] : [step];
  const inRequestObject = carriers.some(({ request }) =>
    request.some(({ place }) => place === 'request-object'),
  );
  const byReference = valueIn(step.request, 'request_uri') !== undefined && !pushed;
  const byValue = carriers.some(({ request }) => valueIn(request, 'request') !== undefined);
  const find = (name: string) => {
    for (const carrier of carriers) {
      const parameter = parameterIn(carrier.request, name);
      if (parameter) return { carrier, parameter };
    }
    return undefined;
  };
  const bodyHidden = carriers.some(({ unseen }) => unseen.some((text) => text.includes('request’s body')));
  return {
    step,
    pushed,
    complete: !byReference && !bodyHidden && (!byValue || inRequestObject),
    parameter: (name) => find(name)?.parameter,
    value: (name) => find(name)?.parameter.value,
    carrier: (name) => find(name)?.carrier ?? step,
  };
}

/** Lays out a flow for its checks. */
export function createFlowSubject(flow: Flow, context: CheckContext): FlowSubject {
  let asked: { value: Asked | undefined } | undefined;
  return {
    flow,
    context,
    get asked() {
      asked ??= { value: askedOf(flow) };
      return asked.value;
    },
    get tokens() {
      return flow.tokenIds.flatMap((id) => context.token(id) ?? []);
    },
    get metadata() {
      const { server } = flow;
      return (
        context.metadata(server.authorizationEndpoint) ??
        context.metadata(server.tokenEndpoint) ??
        context.metadata(server.issuer)
      );
    },
    steps: (...kinds) => flow.steps.filter(({ kind }) => kinds.includes(kind)),
    exchange: (step) => context.exchange(step.exchangeId),
    token: (id) => context.token(id),
  };
}
