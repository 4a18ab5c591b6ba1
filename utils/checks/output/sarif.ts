import { watchoutSentence } from '../../watchouts/words';
import type { Finding, Severity } from '../model';
import { CHECKS } from '../registry';
import { citation } from '../specification';
import type { Checked } from './index';

/** SARIF 2.1.0 §3.27.10. */
const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  must: 'error',
  should: 'warning',
  information: 'note',
};

function rule(check: (typeof CHECKS)[number]) {
  const { id, title, explanation, mend, severity, spec } = check;
  const text = `${explanation}\n\nMend: ${mend}\n\n${citation(spec)}: ${spec.url}`;
  return {
    id,
    name: id.replace(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: { text, markdown: `${explanation}\n\n**Mend:** ${mend}\n\n[${citation(spec)}](${spec.url})` },
    helpUri: spec.url,
    defaultConfiguration: { level: LEVEL[severity] },
  };
}

const uriOf = (file: string): string => encodeURI(file.replaceAll('\\', '/').toWellFormed());

function location(file: string, finding: Finding) {
  const names = [finding.flowId, finding.socketId, ...finding.evidence.flatMap(({ stepId }) => stepId ?? [])];
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) } },
    logicalLocations: [...new Set(names.filter((name) => name !== undefined))].map((fullyQualifiedName) => ({
      fullyQualifiedName,
    })),
  };
}

/** SARIF 2.1.0, as code scanning takes it. A capture has no lines: findings point to the file and, logically, to flow and step. */
export function sarifReport(all: readonly Checked[]): string {
  const results = all.flatMap(({ file, report, watched = [] }) => [
    ...report.findings.map((finding) => ({
      ruleId: finding.checkId,
      ruleIndex: CHECKS.findIndex(({ id }) => id === finding.checkId),
      level: LEVEL[finding.severity],
      kind: 'fail',
      message: { text: [finding.message, ...finding.evidence.map(({ quote }) => quote)].join('\n') },
      locations: [location(file, finding)],
      partialFingerprints: { 'handshakeFinding/v1': finding.key },
      properties: { confidence: finding.confidence, severity: finding.severity, profile: report.profile },
    })),
    ...watched.flatMap(({ watchout, failures }) =>
      failures.map(({ message, at }) => ({
        ruleId: `watchouts/${watchout.watch}`,
        level: 'error',
        kind: 'fail',
        message: { text: `${watchoutSentence(watchout)}: ${message}` },
        locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
        properties: { at },
      })),
    ),
  ]);
  const driver = { name: 'Handshake', rules: CHECKS.map(rule) };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  return JSON.stringify(
    { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
    null,
    2,
  );
}
