import { checkOf } from '../registry';
import type { Checked } from './index';
import { countBySeverity } from './severity';

/** For programs: every finding with its specification, and what passed. */
export function jsonReport(all: readonly Checked[]): string {
  const files = all.map(({ file, report, watched }) => ({
    file,
    profile: report.profile,
    counts: countBySeverity(report),
    findings: report.findings.map((finding) => {
      const check = checkOf(finding.checkId);
      return { ...finding, spec: check?.spec, mend: check?.mend };
    }),
    passed: report.passed,
    broken: report.broken,
    ...(watched && watched.length > 0 && { watchouts: watched }),
  }));
  return JSON.stringify({ files }, null, 2);
}
