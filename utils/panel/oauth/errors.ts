import { describeError, type ErrorEntry, translated } from '../../oauth';
import type { Step, StepKind } from '../../oauth/model';
import { MANAGEMENT, managementErrorId } from './management-errors';
import { httpErrorId, networkErrorId, TRANSPORT } from './transport-errors';

/** An error told to a person: what it means, what usually causes it, where it is defined. */
export interface Explanation {
  code: string;
  meaning: string;
  causes: readonly string[];
  specification?: string;
}

/** What is said of a code that no specification knows. */
export const OWN_CODE: ErrorEntry = {
  text: 'A code of this server’s own: no specification defines it.',
  causes: ['Look it up in the server’s documentation.'],
  spec: '',
};

const explanation = (code: string, { text, causes, spec }: ErrorEntry): Explanation => ({
  code,
  meaning: text,
  causes,
  specification: spec || undefined,
});

/** Why a step failed and what usually causes it, or undefined for one that did not fail. `kind`: of the step. */
export function explainFailure(outcome: Step['outcome'], kind?: StepKind): Explanation | undefined {
  const managing = managementErrorId(outcome, kind);
  if (managing) {
    const code = outcome.state === 'http-error' ? `HTTP ${outcome.status}` : '';
    return explanation(
      outcome.state === 'oauth-error' ? outcome.code : code,
      translated(managing, MANAGEMENT[managing]),
    );
  }
  switch (outcome.state) {
    case 'oauth-error':
      return explainError(outcome.code);
    case 'http-error': {
      const id = httpErrorId(outcome.status);
      return explanation(`HTTP ${outcome.status}`, translated(id, TRANSPORT[id]));
    }
    case 'network-error': {
      const id = networkErrorId(outcome.error);
      return explanation(outcome.error, translated(id, TRANSPORT[id]));
    }
    default:
      return undefined;
  }
}

/** The meaning of an OAuth error code; one that no specification knows is said to be the server's own. */
export const explainError = (code: string): Explanation =>
  explanation(code, describeError(code) ?? translated('own', OWN_CODE));
