import type { CheckReport, Finding, Severity } from './model';
import { framePlaceOf } from './place';
import { checkOf } from './registry';
import { citation } from './specification';

export type FindingCounts = Readonly<Record<Severity, number>>;

const CONFIDENCE: Readonly<Record<Finding['confidence'], string>> = {
  proved: 'proved',
  inferred: 'inferred',
  'cannot-see': 'cannot be seen from a browser',
};

/** Counts by severity for each flow, socket, frame and step that findings point to, by its id: for badges in lists. */
export function countsOf(report: CheckReport): ReadonlyMap<string, FindingCounts> {
  const counts = new Map<string, Record<Severity, number>>();
  for (const { severity, flowId, socketId, evidence } of report.findings) {
    const ids = new Set([
      flowId,
      socketId,
      ...evidence.flatMap((at) => [at.stepId, at.socketId, framePlaceOf(at)]),
    ]);
    for (const id of ids) {
      if (id === undefined) continue;
      const count = counts.get(id) ?? { must: 0, should: 0, information: 0 };
      count[severity] += 1;
      counts.set(id, count);
    }
  }
  return counts;
}

/** The findings that rest on a flow, a step, an exchange or a socket. */
export function findingsAt(report: CheckReport, id: string): readonly Finding[] {
  return report.findings.filter(
    ({ flowId, socketId, evidence }) =>
      flowId === id ||
      socketId === id ||
      evidence.some((at) => at.stepId === id || at.exchangeId === id || at.socketId === id),
  );
}

/** A code span that holds whatever the page put there. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const ticks = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return ticks.length > 1 ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** A finding as Markdown for an issue: what, how it is known, evidence, why, how to mend. Credentials are masked. */
export function findingMarkdown(finding: Finding): string {
  const check = checkOf(finding.checkId);
  const lines = [
    `### ${finding.message}`,
    '',
    `**${finding.severity.toUpperCase()}**, ${CONFIDENCE[finding.confidence]} (${code(finding.checkId)})`,
  ];
  if (check) lines.push('', check.explanation, '', `**Mend:** ${check.mend}`);
  if (finding.evidence.length) lines.push('', '**Evidence**', '');
  for (const { quote } of finding.evidence) lines.push(`- ${code(quote)}`);
  if (check) lines.push('', `[${citation(check.spec)}](${check.spec.url})`);
  return `${lines.join('\n')}\n`;
}
