import { type MessageKey, t } from '@/utils/i18n';
import type { Confidence as Value } from '@/utils/oauth/model';
import styles from './Confidence.module.css';

const WORDS: Record<Value, { word: MessageKey; why: MessageKey }> = {
  proved: { word: 'ui.proved', why: 'ui.provedWhy' },
  inferred: { word: 'ui.inferred', why: 'ui.inferredWhy' },
  'cannot-see': { word: 'ui.cannotSee', why: 'ui.cannotSeeWhy' },
};

/** How a statement is known, by word and by the kind of its border. */
export function Confidence({ of }: { of: Value }) {
  const { word, why } = WORDS[of];
  return (
    <span class={styles.mark} data-confidence={of} title={t(why)}>
      {t(word)}
    </span>
  );
}
