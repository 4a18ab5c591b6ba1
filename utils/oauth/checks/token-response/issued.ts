import type { FlowSubject } from '../../../checks/authoring';
import type { Step } from '../../model';

/** Token and refresh requests that were answered with an access token that can be seen. */
export function issuingSteps({ steps }: FlowSubject): Step[] {
  return steps('token_request', 'refresh_request').filter(({ response }) =>
    response.some(({ name, value }) => /(?:^|\.)access_token$/.test(name) && value !== ''),
  );
}

/** A scope as a set; its order means nothing. Providers split it by space, comma or plus. */
export function scopeSet(scope: string | undefined): Set<string> {
  return new Set((scope ?? '').split(/[\s,+]+/).filter(Boolean));
}
