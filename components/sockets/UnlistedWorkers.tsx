import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './SharedWorkers.module.css';

/** That connections may be missing which Chrome tells of only together with more than a panel takes in at once. */
export function UnlistedWorkers({ store }: { store: PanelStore }) {
  const messages = store.unlisted.value;
  if (messages === undefined) return null;
  return (
    <p class={styles.note}>
      {t('sockets.unlistedWorkers', { count: Number(messages.toPrecision(2)) })}{' '}
      <Button onClick={store.list}>{t('sockets.listWorkers')}</Button>
    </p>
  );
}
