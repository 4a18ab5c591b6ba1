import { t } from '../../i18n';
import type { Flow, FlowState, Grant, Step } from '../../oauth/model';
import { sentence } from './said';
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

const SHAPES: Record<FlowState['phase'], { shape: StateShape; tone: Tone }> = {
  'in-progress': { shape: 'ring', tone: 'accent' },
  'waiting-for-user': { shape: 'pause', tone: 'warning' },
  complete: { shape: 'check', tone: 'ok' },
  failed: { shape: 'cross', tone: 'error' },
  abandoned: { shape: 'slash', tone: 'muted' },
  'not-visible': { shape: 'dots', tone: 'muted' },
  ended: { shape: 'square', tone: 'muted' },
};

const ENDINGS = { logout: 'logout', revocation: 'revoked', deregistration: 'deregistered' } as const;

/** A flow's state as shape, tone, words and a sentence. `startedAt` in ms since the epoch; `grant` for the sentence. */
export function stateView(state: FlowState, startedAt: number, grant?: Grant): StateView {
  const base = SHAPES[state.phase];
  switch (state.phase) {
    case 'in-progress':
      return { ...base, label: t('flow.state_progress'), detail: t('flow.state_progress_detail') };
    case 'waiting-for-user':
      return { ...base, label: t('flow.state_waiting'), detail: t('flow.state_waiting_detail') };
    case 'complete': {
      const duration = formatDuration(state.at - startedAt);
      return {
        ...base,
        label: t('flow.state_complete'),
        detail:
          grant === 'client_registration'
            ? t('flow.state_registered_detail')
            : t('flow.state_complete_detail', { duration }),
      };
    }
    case 'failed': {
      const { code, description } = state;
      return {
        ...base,
        label: t('flow.state_failed_code', { code }),
        detail: description ? sentence(description) : t('flow.state_failed_detail', { code }),
      };
    }
    case 'abandoned':
      return { ...base, label: t('flow.state_abandoned'), detail: t('flow.state_abandoned_detail') };
    case 'not-visible':
      return {
        ...base,
        label: t('flow.state_unseen'),
        short: t('flow.state_unseen_short'),
        detail: sentence(state.reason),
      };
    case 'ended':
      return {
        ...base,
        label: t(`flow.state_${ENDINGS[state.by]}`),
        detail: t(`flow.state_${ENDINGS[state.by]}_detail`),
      };
  }
}

/** A step's outcome as shape, tone and words; its own union, the same shapes as a flow's. */
export function outcomeView(step: Pick<Step, 'outcome'>): StateView {
  const { outcome } = step;
  switch (outcome.state) {
    case 'pending':
      return {
        ...SHAPES['in-progress'],
        label: t('flow.outcome_pending'),
        detail: t('flow.outcome_pending_detail'),
      };
    case 'ok':
      return { ...SHAPES.complete, label: t('flow.outcome_ok'), detail: t('flow.outcome_ok_detail') };
    case 'oauth-error': {
      const detail = outcome.description || t('flow.outcome_error_detail');
      return { ...SHAPES.failed, label: outcome.code, detail };
    }
    case 'http-error': {
      const detail = t('flow.outcome_http_detail', { status: String(outcome.status) });
      return { ...SHAPES.failed, label: `HTTP ${outcome.status}`, detail };
    }
    case 'network-error':
      return { ...SHAPES.failed, label: outcome.error, detail: t('flow.outcome_network_detail') };
    case 'not-visible':
      return {
        ...SHAPES['not-visible'],
        label: t('flow.outcome_unseen'),
        detail: sentence(outcome.reason),
      };
  }
}

/** The step at which a failed flow stopped. */
export function failedStep(flow: Pick<Flow, 'state' | 'steps'>): Step | undefined {
  const { state } = flow;
  return state.phase === 'failed' ? flow.steps.find((step) => step.id === state.stepId) : undefined;
}
