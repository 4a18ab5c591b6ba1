import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { countsText, gravest, sumsOf, wrongIn } from '@/utils/panel/findings';
import styles from './FindingsButton.module.css';
import { SeverityShape } from './SeverityMark';

/** How much the checks found, and the way to it. */
export function FindingsButton({ store }: { store: PanelStore }) {
  const counts = sumsOf(store.findings.evaluation.value?.report);
  const open = store.settings.findingsOpen.value;
  const severity = gravest(counts);
  const name = severity ? t('findings.counted', { counts: countsText(counts) }) : t('findings.button');
  return (
    <button
      type="button"
      class={styles.button}
      aria-pressed={open}
      title={name}
      onClick={() => store.settings.set('findingsOpen', !open)}
    >
      <SeverityShape severity={severity ?? 'information'} />
      {t('findings.title')}
      {severity && severity !== 'information' && <b data-severity={severity}>{wrongIn(counts)}</b>}
    </button>
  );
}
