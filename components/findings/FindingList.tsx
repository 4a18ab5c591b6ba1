import { useMemo } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Empty } from '@/components/ui/Empty';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { type FindingRow, filterRows, findingRows } from '@/utils/panel/findings/list';
import { FindingItem } from './FindingItem';
import styles from './FindingList.module.css';
import { FindingsBar } from './FindingsBar';
import { KeysWanted } from './KeysWanted';

/** The findings, the gravest first; one is open at a time. */
export function FindingList({ store }: { store: PanelStore }) {
  const evaluation = store.findings.evaluation.value;
  const rows = useMemo(
    () => (evaluation ? findingRows(evaluation.report.findings, evaluation.session) : []),
    [evaluation],
  );
  const { finding: opened, findingsHidden: hidden } = store.view.state.value;
  const shown = filterRows(rows, {
    query: store.filter.query.value,
    hidden,
    span: store.spans.brush.value,
    opened,
  });
  if (!evaluation) return <Waiting />;
  const { passed, broken } = evaluation.report;
  return (
    <>
      <FindingsBar store={store} report={evaluation.report} shown={shown} />
      <div class={styles.scroll}>
        <Clean rows={rows} passed={passed.length} />
        <ul class={styles.list} aria-label={t('findings.list')}>
          {shown.map((row) => (
            <FindingItem
              key={row.keys[0]}
              store={store}
              row={row}
              open={opened !== undefined && row.keys.includes(opened)}
            />
          ))}
        </ul>
        {shown.length < rows.length && (
          <p class={styles.note}>
            {t('findings.leftOut', { count: rows.length - shown.length })}{' '}
            <Button
              onClick={() => {
                store.filter.set('');
                store.spans.setBrush(undefined);
                store.view.show({ findingsHidden: [] });
              }}
            >
              {t('findings.showAll')}
            </Button>
          </p>
        )}
        {broken.length > 0 && (
          <p class={styles.note}>{t('findings.stumbled', { checks: broken.join(', ') })}</p>
        )}
        <KeysWanted store={store} wanted={evaluation.wanted} />
      </div>
    </>
  );
}

function Waiting() {
  return (
    <Empty title={t('findings.waitingTitle')}>
      <p>{t('findings.waiting')}</p>
    </Empty>
  );
}

/** Said only where it is so: nothing above information. */
function Clean({ rows, passed }: { rows: readonly FindingRow[]; passed: number }) {
  if (rows.some(({ finding }) => finding.severity !== 'information')) return null;
  return <p class={styles.clean}>{t('findings.clean', { count: passed })}</p>;
}
