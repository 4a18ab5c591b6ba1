import { t } from '@/utils/i18n';
import type { Flow } from '@/utils/oauth/model';
import type { Selection } from '@/utils/panel';
import { type ComparisonView, flowName } from '@/utils/panel/oauth';
import { CompareFact, CompareRow } from './CompareRow';
import { CompareStep } from './CompareStep';
import styles from './CompareTable.module.css';

interface CompareTableProps {
  comparison: ComparisonView;
  flows: readonly [Flow, Flow];
  onlyDifferent: boolean;
  select: (selection: Selection) => void;
}

/** Two flows in two columns, a group of rows for each step; what differs is marked by sign, word and tint. */
export function CompareTable({ comparison, flows, onlyDifferent, select }: CompareTableProps) {
  const names = flows.map(flowName) as [string, string];
  const shown = <Row extends { differs: boolean }>(rows: readonly Row[]) =>
    rows.filter((row) => row.differs || !onlyDifferent);
  const facts = shown(comparison.facts);
  return (
    <table class={styles.table} aria-label={t('oauth.compare_table', { a: names[0], b: names[1] })}>
      <colgroup>
        <col class={styles.names} />
        <col />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">{t('oauth.compare_what')}</span>
          </th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      {facts.length > 0 && (
        <tbody>
          <tr class={styles.group}>
            <th scope="rowgroup" colSpan={3}>
              {t('oauth.compare_flow')}
            </th>
          </tr>
          {facts.map((fact) => (
            <CompareFact key={fact.name} fact={fact} />
          ))}
        </tbody>
      )}
      {comparison.steps.map((step) => (
        <tbody key={step.key} data-parting={step.parting || undefined}>
          <CompareStep step={step} names={names} select={select} />
          {shown(step.rows).map((row) => (
            <CompareRow key={row.key} row={row} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
