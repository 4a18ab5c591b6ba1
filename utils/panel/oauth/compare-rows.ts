import { t } from '../../i18n';
import { type ComparedParameter, describeParameter, type ParameterMark } from '../../oauth';
import type { StepKind } from '../../oauth/model';
import { placeName } from './names';

/** One parameter on both sides. */
export interface ComparedRow {
  key: string;
  name: string;
  direction: 'request' | 'response';
  /** "sent" or "answered". */
  way: string;
  secret: boolean;
  a?: string;
  b?: string;
  mark: ParameterMark;
  differs: boolean;
  /** The mark in words. */
  said: string;
  /** What the parameter is, for a row that differs. */
  meaning?: string;
}

/** Parameters of one message on both sides, as rows; `names` are the flows'. */
export function comparedRows(
  parameters: readonly ComparedParameter[],
  direction: ComparedRow['direction'],
  step: StepKind,
  names: { a: string; b: string },
): ComparedRow[] {
  return parameters.slice(0, 200).map((parameter) => {
    const { name, a, b, mark, secret } = parameter;
    const place = (a ?? b)!.place;
    const differs = mark !== 'same' && mark !== 'fresh';
    return {
      key: `${direction} ${name}`,
      name,
      direction,
      way: t(direction === 'request' ? 'oauth.compare_sent' : 'oauth.compare_answered'),
      secret,
      a: a?.value,
      b: b?.value,
      mark,
      differs,
      said: markWords(parameter, names),
      meaning: differs ? describeParameter(name, '', { place, step }).text : undefined,
    };
  });
}

function markWords({ mark, a, b }: ComparedParameter, names: { a: string; b: string }): string {
  switch (mark) {
    case 'only-a':
      return t('oauth.compare_only_in', { flow: names.a });
    case 'only-b':
      return t('oauth.compare_only_in', { flow: names.b });
    case 'moved':
      return t('oauth.compare_moved', { a: placeName(a!.place), b: placeName(b!.place) });
    default:
      return t(`oauth.compare_${mark}`);
  }
}
