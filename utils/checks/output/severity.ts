import type { CheckReport, Severity } from '../model';

const ORDER: readonly Severity[] = ['must', 'should', 'information'];

/** Whether a severity is as grave as what a run is to fail on, or graver. */
export function failsOn(severity: Severity, failOn: Severity | 'never'): boolean {
  return failOn !== 'never' && ORDER.indexOf(severity) <= ORDER.indexOf(failOn);
}

/** Findings by severity. */
export function countBySeverity({ findings }: CheckReport): Record<Severity, number> {
  const counts: Record<Severity, number> = { must: 0, should: 0, information: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
