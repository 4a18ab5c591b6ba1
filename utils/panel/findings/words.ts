import type { CheckReport, FindingCounts, Profile, Severity } from '../../checks';
import { t } from '../../i18n';
import type { Confidence } from '../../oauth/model';

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ['must', 'should', 'information'];
export const CONFIDENCES: readonly Confidence[] = ['proved', 'inferred', 'cannot-see'];

export const severityWord = (severity: Severity): string => t(`findings.${severity}`);
export const severityMeaning = (severity: Severity): string => t(`findings.${severity}Why`);

const CONFIDENCE = {
  proved: { word: 'findings.proved', sentence: 'findings.provedWhy' },
  inferred: { word: 'findings.inferred', sentence: 'findings.inferredWhy' },
  'cannot-see': { word: 'findings.cannotSee', sentence: 'findings.cannotSeeWhy' },
} as const satisfies Record<Confidence, unknown>;

export const confidenceSentence = (confidence: Confidence): string => t(CONFIDENCE[confidence].sentence);
export const confidenceWord = (confidence: Confidence): string => t(CONFIDENCE[confidence].word);

export const PROFILES = ['oauth2', 'oauth2.1', 'fapi2', 'browser-public'] as const satisfies Profile[];

const PROFILE = {
  oauth2: 'findings.profileOauth2',
  'oauth2.1': 'findings.profileOauth21',
  fapi2: 'findings.profileFapi2',
  'browser-public': 'findings.profileBrowser',
} as const satisfies Record<Profile, unknown>;

export const profileName = (profile: Profile): string => t(PROFILE[profile]);

export const NOTHING: Readonly<Record<Severity, number>> = { must: 0, should: 0, information: 0 };

/** The gravest severity of which there is one. */
export function gravest(counts: FindingCounts): Severity | undefined {
  return SEVERITIES.find((severity) => counts[severity] > 0);
}

const COUNTED = {
  must: 'findings.countMust',
  should: 'findings.countShould',
  information: 'findings.countInformation',
} as const satisfies Record<Severity, unknown>;

/** `1 must, 2 should`; nothing counted gives an empty text. */
export function countsText(counts: FindingCounts): string {
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => t(COUNTED[severity], { count: counts[severity] }))
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
