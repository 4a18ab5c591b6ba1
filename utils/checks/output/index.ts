import type { WatchoutResult } from '../../watchouts/model';
import type { CheckReport, Severity } from '../model';
import { jsonReport } from './json';
import { junitReport } from './junit';
import { sarifReport } from './sarif';
import { textReport } from './text';

/** One file's report, as the formats take it. */
export interface Checked {
  /** As the user named it. */
  file: string;
  report: CheckReport;
  /** How it stands with its watch-outs. */
  watched?: readonly WatchoutResult[];
}

export type OutputFormat = 'text' | 'json' | 'junit' | 'sarif';
export type FailOn = Severity | 'never';

const FORMATS: Readonly<Record<OutputFormat, (checked: readonly Checked[], failOn: FailOn) => string>> = {
  text: textReport,
  json: jsonReport,
  junit: junitReport,
  sarif: sarifReport,
};

export const OUTPUT_FORMATS = Object.keys(FORMATS) as OutputFormat[];

/** Writes reports in a format, a newline at the end. `failOn` decides what JUnit calls a failure. */
export function formatReports(checked: readonly Checked[], format: OutputFormat, failOn: FailOn): string {
  return `${FORMATS[format](checked, failOn)}\n`;
}
