import type { DraftStep, FlowDraft } from './join/draft';
import type { FlowState, StepOutcome } from './model';
import { SENTENCES } from './sentences';

/** What the state rests on besides the steps themselves. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  now: number;
  /** Whether the client's frame went on to another document after the callback. */
  wentOn(flow: FlowDraft): boolean;
  /** When the flow's own tab was closed, if it was. */
  closedAt(flow: FlowDraft): number | undefined;
}

/** After so long without a token request, the page that has the code is not going to redeem it; nor does a frame answer. */
const PATIENCE = 10_000;

/** Errors that ask for the same request again, with a nonce or later (RFC 9449 §8, RFC 8628 §3.5). */
const GO_ON: ReadonlySet<string> = new Set([
  'use_dpop_nonce',
  'authorization_pending',
  'slow_down',
  'mfa_required',
]);

const IN_PROGRESS: FlowState = { phase: 'in-progress' };

function failure(step: DraftStep): FlowState | undefined {
  const { outcome } = step;
  const at = step.endedAt ?? step.at;
  switch (outcome.state) {
    case 'oauth-error':
      return { phase: 'failed', at, code: outcome.code, description: outcome.description, stepId: step.id };
    case 'http-error':
      return {
        phase: 'failed',
        at,
        code: `http_${outcome.status}`,
        description: `The server answered with HTTP status ${outcome.status}.`,
        stepId: step.id,
      };
    case 'network-error':
      return {
        phase: 'failed',
        at,
        code: 'network_error',
        description: `The browser reported ${outcome.error}.`,
        stepId: step.id,
      };
    default:
      return undefined;
  }
}

const goesOn = (outcome: StepOutcome) => outcome.state === 'oauth-error' && GO_ON.has(outcome.code);
const succeeded = ({ outcome }: DraftStep) => outcome.state === 'ok' || outcome.state === 'not-visible';

/** Statuses by which a server puts a request off: RFC 9110 §15.5.9 and §15.6, RFC 6585 §4. */
const putsOff = (status: number) => status >= 500 || status === 408 || status === 429;

/** Whether an answer says anything of the grant; one that is lost, put off or still to come does not. */
function decides({ outcome }: DraftStep): boolean {
  if (outcome.state === 'pending' || outcome.state === 'network-error' || goesOn(outcome)) return false;
  return outcome.state !== 'http-error' || !putsOff(outcome.status);
}

/**
 * After tokens were issued: what the last refresh that was decided says. A 4xx refuses it (RFC 6749 §5.2), whether
 * its body could be read or not; a 5xx or a broken connection only delays it, and the step says so itself.
 */
function afterIssue(flow: FlowDraft, issued: DraftStep): FlowState {
  const refresh = flow.steps.findLast((step) => step.kind === 'refresh_request' && decides(step));
  const failed = refresh && failure(refresh);
  return failed ?? { phase: 'complete', at: issued.endedAt ?? issued.at };
}

function ofTokenRequests(flow: FlowDraft): FlowState | undefined {
  const requests = flow.steps.filter(
    (step) => step.kind === 'token_request' || step.kind === 'refresh_request',
  );
  const issued = requests.find(succeeded);
  if (issued) return afterIssue(flow, issued);
  const last = requests.at(-1);
  if (!last) return undefined;
  if (!goesOn(last.outcome)) return failure(last) ?? IN_PROGRESS;
  const user =
    flow.grant === 'device_code' ||
    flow.grant === 'ciba' ||
    (last.outcome.state === 'oauth-error' && last.outcome.code === 'mfa_required');
  return user ? { phase: 'waiting-for-user', since: flow.steps[0]!.at } : IN_PROGRESS;
}

/** A code was delivered and nobody was seen to redeem it. */
function withCode(flow: FlowDraft, response: DraftStep, around: Surroundings): FlowState {
  const exchange = flow.facts.get(response.id)?.exchange;
  const landed =
    response.exchangeId !== undefined &&
    !response.title.startsWith('Redirect to') &&
    !response.title.startsWith('Message from');
  const posted = exchange?.method === 'POST';
  const redirected = (exchange?.status ?? 0) >= 300 && (exchange?.status ?? 0) < 400;
  if (landed && (posted || redirected) && exchange?.status !== undefined)
    return { phase: 'not-visible', reason: SENTENCES['server-side'] };
  if (landed && (exchange?.status ?? 0) >= 400) {
    return {
      phase: 'failed',
      at: response.at,
      code: `http_${exchange!.status}`,
      description: SENTENCES['redirect-failed'],
      stepId: response.id,
    };
  }
  if (/^(?!https?:)/.test(flow.redirectUri ?? 'https:')) {
    return { phase: 'not-visible', reason: SENTENCES['to-app'] };
  }
  const waited = around.now - (response.endedAt ?? response.at) > PATIENCE;
  return waited || around.wentOn(flow)
    ? { phase: 'not-visible', reason: SENTENCES['no-token-request'] }
    : IN_PROGRESS;
}

/** The user is at the authorization server, or was when the frame went elsewhere. */
function atServer(flow: FlowDraft, around: Surroundings): FlowState {
  const leftAt = flow.leftAt ?? around.closedAt(flow);
  if (leftAt !== undefined) return { phase: 'abandoned', at: leftAt };
  const last = flow.steps.findLast(
    (step) =>
      step.kind === 'authorization_request' ||
      step.kind === 'authorization_interaction' ||
      step.kind === 'pushed_authorization_request',
  );
  if (!last) return IN_PROGRESS;
  const { outcome } = last;
  // The browser's word for a navigation that the user, or the page, broke off.
  if (outcome.state === 'network-error' && /ABORTED/.test(outcome.error))
    return { phase: 'abandoned', at: last.endedAt ?? last.at };
  const failed = goesOn(outcome) ? undefined : failure(last);
  if (failed) return failed;
  const page = last.kind !== 'pushed_authorization_request' && outcome.state === 'ok';
  const status = flow.facts.get(last.id)?.exchange.status ?? 0;
  // A hidden frame that may not ask anything waits for nobody.
  const silent = flow.steps.some(({ request }) =>
    request.some(({ name, value }) => name === 'prompt' && value === 'none'),
  );
  if (!page || status >= 300) return IN_PROGRESS;
  const since = last.endedAt ?? last.at;
  if (!silent) return { phase: 'waiting-for-user', since };
  // A posted answer is in the page itself, where it may not have been seen.
  const posted = flow.responseMode?.endsWith('_message') || last.unseen.length > 0;
  return !posted && around.now - since > PATIENCE
    ? { phase: 'failed', at: since + PATIENCE, code: 'no_answer', stepId: last.id }
    : IN_PROGRESS;
}

function progress(flow: FlowDraft, around: Surroundings): FlowState {
  const byTokens = ofTokenRequests(flow);
  if (byTokens) return byTokens;
  const { response } = flow;
  if (response) {
    const failed = failure(response);
    if (failed) return failed;
    const front = response.response.some(
      ({ name }) => name === 'access_token' || name === 'id_token' || name === 'vp_token',
    );
    return front || flow.responseType.join() === 'none'
      ? { phase: 'complete', at: response.at }
      : withCode(flow, response, around);
  }
  const opening = flow.steps.find(
    (step) =>
      step.kind === 'device_authorization_request' || step.kind === 'backchannel_authentication_request',
  );
  if (opening) return failure(opening) ?? { phase: 'waiting-for-user', since: opening.endedAt ?? opening.at };
  if (flow.authorizationEndpoint ?? flow.steps.some((step) => step.kind === 'pushed_authorization_request'))
    return atServer(flow, around);
  const last = flow.steps.at(-1)!;
  return failure(last) ?? { phase: 'complete', at: last.endedAt ?? last.at };
}

/** The state of a flow. A failed repetition (callback reloaded, code redeemed twice) does not undo a success. */
export function stateOf(flow: FlowDraft, around: Surroundings): FlowState {
  const state = progress(flow, around);
  const { endedBy } = flow;
  if (!endedBy || state.phase === 'abandoned') return state;
  // That its client was deleted afterwards does not undo why a sign-in failed.
  if (state.phase === 'failed' && endedBy.by === 'deregistration' && flow.grant !== 'client_registration')
    return state;
  const renewed = flow.steps.some((step) => step.at > endedBy.at && step.issued.length > 0);
  return renewed ? state : { phase: 'ended', ...endedBy };
}
