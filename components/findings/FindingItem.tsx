import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { messageOf } from '@/utils/panel/findings/check-words';
import type { FindingRow } from '@/utils/panel/findings/list';
import { severityMeaning, severityWord } from '@/utils/panel/findings/words';
import { formatClock } from '@/utils/panel/format';
import { FindingDetail } from './FindingDetail';
import styles from './FindingItem.module.css';
import { SeverityShape } from './SeverityMark';

interface FindingItemProps {
  store: PanelStore;
  row: FindingRow;
  open: boolean;
}

/** A finding as one sentence; opened, with all that is known of it. */
export function FindingItem({ store, row, open }: FindingItemProps) {
  const id = useId();
  const item = useRef<HTMLLIElement>(null);
  const { finding, place, more, at, keys } = row;
  useEffect(() => {
    if (open) item.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <li ref={item} class={styles.item} data-finding={finding.checkId} data-severity={finding.severity}>
      <h3>
        <button
          type="button"
          class={styles.row}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => store.view.show({ finding: open ? undefined : keys[0] })}
        >
          <SeverityShape severity={finding.severity} />
          <span class={styles.text}>
            <span class={styles.message}>{messageOf(finding)}</span>
            <span class={styles.facts}>
              <span class={styles.severity} title={severityMeaning(finding.severity)}>
                {severityWord(finding.severity)}
              </span>
              {place && (
                <span>
                  {more > 0 ? t('findings.andMore', { place: place.label, count: more }) : place.label}
                </span>
              )}
              {at !== undefined && <span>{formatClock(at)}</span>}
            </span>
          </span>
        </button>
      </h3>
      {open && (
        <div id={id}>
          <FindingDetail store={store} row={row} />
        </div>
      )}
    </li>
  );
}
