import type { CheckReport, FindingCounts, Profile, Severity } from '../../checks';
import type { Confidence } from '../../oauth/model';

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ['must', 'should', 'information'];
export const CONFIDENCES: readonly Confidence[] = ['proved', 'inferred', 'cannot-see'];

const SEVERITY: Readonly<Record<Severity, { word: string; why: string }>> = {
  must: { word: 'Must', why: 'Breaks a rule that binds' },
  should: { word: 'Should', why: 'Goes against what the specifications advise' },
  information: { word: 'Information', why: 'Worth knowing; nothing is broken' },
};

export const severityWord = (severity: Severity): string => SEVERITY[severity].word;
export const severityMeaning = (severity: Severity): string => SEVERITY[severity].why;

const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  proved: 'Proved: the bytes below were observed and show it.',
  inferred: 'Inferred: it follows from what was observed, but no single byte shows it.',
  'cannot-see': 'Cannot be seen from a browser: what would decide it does not pass through here.',
};

export const confidenceSentence = (confidence: Confidence): string => CONFIDENCE[confidence];

const CONFIDENCE_WORD: Readonly<Record<Confidence, string>> = {
  proved: 'Proved',
  inferred: 'Inferred',
  'cannot-see': 'Cannot be seen',
};

export const confidenceWord = (confidence: Confidence): string => CONFIDENCE_WORD[confidence];

export const PROFILES: readonly { id: Profile; name: string }[] = [
  { id: 'oauth2', name: 'OAuth 2.0 with today’s best practice (RFC 9700)' },
  { id: 'oauth2.1', name: 'OAuth 2.1' },
  { id: 'fapi2', name: 'FAPI 2.0 Security Profile' },
  { id: 'browser-public', name: 'Public client (browser)' },
];

export const NOTHING: Readonly<Record<Severity, number>> = { must: 0, should: 0, information: 0 };

/** The gravest severity of which there is one. */
export function gravest(counts: FindingCounts): Severity | undefined {
  return SEVERITIES.find((severity) => counts[severity] > 0);
}

/** `1 must, 2 should`; nothing counted gives an empty text. */
export function countsText(counts: FindingCounts): string {
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severityWord(severity).toLowerCase()}`)
    .join(', ');
}

/** All findings of a report counted by severity. */
export function sumsOf(report: CheckReport | undefined): FindingCounts {
  const sums = { ...NOTHING };
  for (const { severity } of report?.findings ?? []) sums[severity] += 1;
  return sums;
}

/** How many of the counted are wrong: what is only worth knowing is not. */
export const wrongIn = ({ must, should }: FindingCounts): number => must + should;
