import { useMemo } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Empty } from '@/components/ui/Empty';
import type { PanelStore } from '@/utils/panel';
import { type FindingRow, filterRows, findingRows } from '@/utils/panel/findings/list';
import { formatPlural } from '@/utils/panel/format';
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
        <ul class={styles.list} aria-label="List of findings">
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
            {formatPlural(rows.length - shown.length, 'finding')} left out by the filter.{' '}
            <Button
              onClick={() => {
                store.filter.set('');
                store.spans.setBrush(undefined);
                store.view.show({ findingsHidden: [] });
              }}
            >
              Show all
            </Button>
          </p>
        )}
        {broken.length > 0 && (
          <p class={styles.note}>
            Stumbled over this session’s data, so nothing is known of what they would have said:{' '}
            {broken.join(', ')}.
          </p>
        )}
        <KeysWanted store={store} wanted={evaluation.wanted} />
      </div>
    </>
  );
}

function Waiting() {
  return (
    <Empty title="Nothing to judge yet">
      <p>
        The checks hold connections and OAuth flows against their specifications: what is wrong, how that is
        known, which section says so, and how to mend it. They run by themselves when the page opens a
        WebSocket or signs in.
      </p>
    </Empty>
  );
}

/** Said only where it is so: nothing above information. */
function Clean({ rows, passed }: { rows: readonly FindingRow[]; passed: number }) {
  if (rows.some(({ finding }) => finding.severity !== 'information')) return null;
  return (
    <p class={styles.clean}>
      No rule was seen broken. {formatPlural(passed, 'check')} passed: see “What is right”.
    </p>
  );
}
