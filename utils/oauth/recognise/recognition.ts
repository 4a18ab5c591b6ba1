import type { Facts } from '../facts';
import type { Grant, Parameter, Step, StepKind, StepOutcome } from '../model';

/** What one exchange was found to be, before it is joined to a flow. */
export interface Recognition {
  kind: StepKind;
  by: Step['recognisedBy'];
  facts: Facts;
  title: string;
  request: readonly Parameter[];
  response: readonly Parameter[];
  outcome: StepOutcome;
  unseen: readonly string[];
  grant?: Grant;
  grantName?: string;
  /** Only a step if something else proves it: a callback-like URL may be a payment page. */
  candidate?: boolean;
}

/** The first value of a parameter, whatever its place; undefined where it is absent or empty. */
export function valueOfParameter(parameters: readonly Parameter[], name: string): string | undefined {
  for (const parameter of parameters)
    if (parameter.name === name && parameter.value !== '') return parameter.value;
  return undefined;
}
