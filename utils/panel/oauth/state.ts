import type { Flow, FlowState, Step } from '../../oauth/model';
import { formatDuration } from './time';

/** Each phase has a shape of its own, so that it is read without colour. */
export type StateShape = 'ring' | 'pause' | 'check' | 'cross' | 'slash' | 'dots' | 'square';
export type Tone = 'accent' | 'warning' | 'ok' | 'error' | 'muted';

export interface StateView {
  shape: StateShape;
  tone: Tone;
  /** Two or three words. */
  label: string;
  /** The label where there is little room, if it has a shorter one. */
  short?: string;
  /** A sentence: what it means here. */
  detail: string;
}

const SHAPES: Record<FlowState['phase'], { shape: StateShape; tone: Tone; label: string; short?: string }> = {
  'in-progress': { shape: 'ring', tone: 'accent', label: 'in progress' },
  'waiting-for-user': { shape: 'pause', tone: 'warning', label: 'waiting for the user' },
  complete: { shape: 'check', tone: 'ok', label: 'complete' },
  failed: { shape: 'cross', tone: 'error', label: 'failed' },
  abandoned: { shape: 'slash', tone: 'muted', label: 'abandoned' },
  'not-visible': {
    shape: 'dots',
    tone: 'muted',
    label: 'continues where the browser cannot see',
    short: 'continues unseen',
  },
  ended: { shape: 'square', tone: 'muted', label: 'ended' },
};

/** A flow's state as shape, tone, words and a sentence. `startedAt` in ms since the epoch. */
export function stateView(state: FlowState, startedAt: number): StateView {
  const base = SHAPES[state.phase];
  switch (state.phase) {
    case 'in-progress':
      return { ...base, detail: 'A step is under way, or the next one is still to come.' };
    case 'waiting-for-user':
      return {
        ...base,
        detail: 'The authorization server shows a page: somebody has to sign in or consent.',
      };
    case 'complete':
      return {
        ...base,
        detail: `Tokens were issued ${formatDuration(state.at - startedAt)} after the start.`,
      };
    case 'failed':
      return {
        ...base,
        label: `failed: ${state.code}`,
        detail: state.description || `It stopped with ${state.code}.`,
      };
    case 'abandoned':
      return { ...base, detail: 'No answer came back to the client: the user left, or started again.' };
    case 'not-visible':
      return { ...base, detail: state.reason };
    case 'ended':
      return {
        ...base,
        label: state.by === 'logout' ? 'logged out' : 'revoked',
        detail:
          state.by === 'logout'
            ? 'The user’s session was ended by a logout.'
            : 'Its tokens were revoked by the client.',
      };
  }
}

/** A step's outcome as shape, tone and words; its own union, the same shapes as a flow's. */
export function outcomeView(step: Pick<Step, 'outcome'>): StateView {
  const { outcome } = step;
  switch (outcome.state) {
    case 'pending':
      return { ...SHAPES['in-progress'], label: 'no answer yet', detail: 'The answer has not come yet.' };
    case 'ok':
      return { ...SHAPES.complete, label: 'succeeded', detail: 'It was answered without an error.' };
    case 'oauth-error':
      return {
        ...SHAPES.failed,
        label: outcome.code,
        detail: outcome.description || 'The server answered with an error.',
      };
    case 'http-error':
      return {
        ...SHAPES.failed,
        label: `HTTP ${outcome.status}`,
        detail: `The server answered ${outcome.status}.`,
      };
    case 'network-error':
      return { ...SHAPES.failed, label: outcome.error, detail: 'The browser got no usable answer.' };
    case 'not-visible':
      return { ...SHAPES['not-visible'], label: 'not visible', detail: outcome.reason };
  }
}

/** The step at which a failed flow stopped. */
export function failedStep(flow: Pick<Flow, 'state' | 'steps'>): Step | undefined {
  const { state } = flow;
  return state.phase === 'failed' ? flow.steps.find((step) => step.id === state.stepId) : undefined;
}
