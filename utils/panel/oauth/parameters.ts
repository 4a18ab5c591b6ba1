import { describeParameter } from '../../oauth';
import type { Parameter, Step, StepKind, Token } from '../../oauth/model';
import { placeName } from './names';

export interface ParameterRow {
  key: string;
  name: string;
  value: string;
  secret: boolean;
  place: string;
  /** Its name for people; absent for one that no specification knows. */
  title?: string;
  /** What it is, what it was here, and which specification says so. */
  meaning: string;
  here?: string;
  specification?: string;
}

/** Parameters as rows of a table, at most 200; a repeated name keeps each of its values. */
export function parameterRows(parameters: readonly Parameter[], step: StepKind): ParameterRow[] {
  return parameters.slice(0, 200).map((parameter, index) => {
    const { name, value, place } = parameter;
    const { title, text, here, spec } = describeParameter(name, value, { place, step });
    return {
      key: `${index} ${name}`,
      name,
      value,
      secret: parameter.secret,
      place: placeName(place),
      title: title === name ? undefined : title,
      meaning: text,
      here,
      specification: spec,
    };
  });
}

/** Every secret value that may stand in a step's raw messages, also as URLs and forms write it. */
export function secretsOf(step: Step, tokens: readonly Token[]): string[] {
  const carried = new Set([...step.issued, ...step.used]);
  const values = [
    ...[...step.request, ...step.response]
      .filter((parameter) => parameter.secret)
      .map((parameter) => parameter.value),
    ...tokens.filter((token) => carried.has(token.id)).map((token) => token.value),
  ];
  return [...new Set(values.flatMap((value) => [value, encodeURIComponent(value.toWellFormed())]))];
}
