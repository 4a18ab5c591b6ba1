import { Empty } from '@/components/ui/Empty';
import { checkOf, citation } from '@/utils/checks';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { explanationOf } from '@/utils/panel/findings/check-words';
import { type PassedRow, passedRows } from '@/utils/panel/findings/passed';
import list from './FindingList.module.css';
import styles from './PassedList.module.css';

/** What is right: the checks that had something to look at and found it so. */
export function PassedList({ store }: { store: PanelStore }) {
  const evaluation = store.findings.evaluation.value;
  if (!evaluation) return <Empty title={t('findings.waitingTitle')}>{t('findings.passedWaiting')}</Empty>;
  const { report, session } = evaluation;
  const rows = passedRows(report.passed, session, store.filter.query.value);
  return (
    <div class={list.scroll}>
      <p class={list.note}>{t('findings.passedCount', { count: report.passed.length })}</p>
      <ul class={list.list} aria-label={t('findings.passedList')}>
        {rows.map((row) => (
          <Row key={row.checkId} store={store} row={row} />
        ))}
      </ul>
    </div>
  );
}

function Row({ store, row: { checkId, title, places } }: { store: PanelStore; row: PassedRow }) {
  const check = checkOf(checkId);
  return (
    <li class={styles.row}>
      <details>
        <summary>
          <svg class={styles.shape} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M3 8.5 6.5 12 13 4.5" />
          </svg>
          {title}
        </summary>
        {check && (
          <div class={styles.text}>
            <p>{explanationOf(check)}</p>
            <a href={check.spec.url} target="_blank" rel="noopener noreferrer">
              {citation(check.spec)}
            </a>
          </div>
        )}
      </details>
      <span class={styles.places}>
        {places.map(({ label, selection }) => (
          <button type="button" key={label} onClick={() => store.select(selection)}>
            {label}
          </button>
        ))}
      </span>
    </li>
  );
}
