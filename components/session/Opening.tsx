import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { Opening as OpeningFile } from '@/utils/panel';
import { Progress } from './Progress';
import styles from './Progress.module.css';

/** A file that is being read, and the way to stop it. */
export function Opening({ opening }: { opening: OpeningFile }) {
  return (
    <section class={styles.card} aria-label={t('session.opening')} role="status">
      <p class={styles.name}>{t('session.openingFile', { name: opening.name })}</p>
      <div class={styles.row}>
        <Progress label={t('session.opening')} share={opening.share.value} />
        <Button onClick={() => opening.cancel()}>{t('session.cancel')}</Button>
      </div>
    </section>
  );
}
