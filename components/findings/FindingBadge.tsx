import { t } from '@/utils/i18n';
import { countsText, type FindingsModel, gravest, NOTHING, wrongIn } from '@/utils/panel/findings';
import styles from './FindingBadge.module.css';
import { SeverityShape } from './SeverityMark';

interface FindingBadgeProps {
  findings: FindingsModel | undefined;
  /** Of a flow, a step, a connection or a frame. */
  id: string;
  /** Marks what is only worth knowing too: a frame has no other place that leads to it. */
  worthKnowing?: boolean;
}

/** How many rules something breaks, by its gravest; what is only worth knowing raises no mark. */
export function FindingBadge({ findings, id, worthKnowing = false }: FindingBadgeProps) {
  const counts = findings?.evaluation.value?.counts.get(id) ?? NOTHING;
  const severity = gravest(counts);
  if (!severity || (severity === 'information' && !worthKnowing)) return null;
  const text = t('findings.counted', { counts: countsText(counts) });
  return (
    <span class={styles.badge} data-severity={severity} title={text}>
      <SeverityShape severity={severity} size={12} />
      {wrongIn(counts) > 0 && <span aria-hidden="true">{wrongIn(counts)}</span>}
      <span class="visually-hidden">{text}</span>
    </span>
  );
}
