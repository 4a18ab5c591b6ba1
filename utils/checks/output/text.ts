import type { WatchoutResult } from '../../watchouts/model';
import { watchoutSentence, watchoutStanding } from '../../watchouts/words';
import type { Finding } from '../model';
import { checkOf } from '../registry';
import { citation } from '../specification';
import type { Checked } from './index';
import { countBySeverity } from './severity';

const LABEL = { must: 'MUST', should: 'SHOULD', information: 'INFO' } as const;
const CONFIDENCE = {
  proved: 'proved',
  inferred: 'inferred',
  'cannot-see': 'cannot be seen from here',
} as const;

/** Page data must not steer the terminal: control characters and bidirectional marks are made visible. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, '·');
}

function finding({ severity, confidence, message, checkId, evidence }: Finding): string[] {
  const check = checkOf(checkId);
  return [
    `${LABEL[severity].padEnd(6)} ${plain(message)}`,
    `       ${checkId} (${CONFIDENCE[confidence]}${check ? `; ${citation(check.spec)}` : ''})`,
    ...evidence.map(({ quote }) => `       | ${plain(quote)}`),
    ...(check ? [`       ${check.mend}`] : []),
    '',
  ];
}

const STATE = { passed: 'PASSED', failed: 'FAILED', open: 'OPEN' } as const;

function watchout(result: WatchoutResult): string[] {
  const failures = result.failures.map(({ message }) => `       | ${plain(message)}`);
  const said = `${watchoutSentence(result.watchout)} (${watchoutStanding(result)})`;
  return [`${STATE[result.state].padEnd(6)} ${plain(said)}`, ...failures];
}

/** For people at a terminal. */
export function textReport(all: readonly Checked[]): string {
  const lines = all.flatMap(({ file, report, watched = [] }) => {
    const { must, should, information } = countBySeverity(report);
    const broken = report.broken.length
      ? [`These checks stumbled over the data: ${report.broken.join(', ')}`, '']
      : [];
    return [
      `${plain(file)} (profile ${report.profile})`,
      '',
      ...report.findings.flatMap(finding),
      ...broken,
      ...watched.flatMap(watchout),
      ...(watched.length > 0 ? [''] : []),
      `${must} must, ${should} should, ${information} information; ${report.passed.length} checks passed`,
      '',
    ];
  });
  return lines.join('\n').trimEnd();
}
