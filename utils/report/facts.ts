import { t } from '../i18n';
import { receiptSums } from '../panel/export/receipt';
import { formatDuration } from '../panel/format';
import type { ReportModel } from './model';

/** A HAR names no page. */
export const titleOf = ({ header }: ReportModel): string =>
  header.page ? t('report.title', { page: header.page.url }) : t('report.titleAlone');

/** Name and value of what describes where a session was taken. */
export function environment({ header, session }: ReportModel): [name: string, value: string][] {
  const { browser, page, generator, exportedAt } = header;
  const { span } = session;
  const rows: [string, string | undefined][] = [
    [t('report.page'), page?.url],
    [
      t('report.browser'),
      browser && [browser.name, browser.version, browser.platform].filter(Boolean).join(' '),
    ],
    [
      t('report.recorded'),
      span && `${new Date(span.from).toISOString()} (${formatDuration(span.to - span.from)})`,
    ],
    [t('report.written'), exportedAt],
    [t('report.program'), `${generator.name} ${generator.version}`],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

/** What was replaced, as a sentence, and how often by kind. */
export function redactionOf({ level, receipt }: ReportModel): {
  sentence: string;
  sums: ReturnType<typeof receiptSums>;
} {
  const sums = receiptSums(receipt);
  const count = sums.reduce((sum, line) => sum + line.count, 0);
  const sentence =
    level === 'none'
      ? t('report.notRedacted')
      : count > 0
        ? t('report.redacted', { count })
        : t('report.nothingToRedact');
  return { sentence, sums };
}
