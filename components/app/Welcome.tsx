import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './Notices.module.css';

/** Offers the tour once, until it is taken or not wanted. */
export function Welcome({ store }: { store: PanelStore }) {
  if (store.settings.tourSeen.value || store.dialogs.open.value?.kind === 'tour') return null;
  return (
    <div class={styles.notice} data-tone="info">
      <span>{t('app.welcome')}</span>
      <Button onClick={() => store.dialogs.openTour()}>{t('app.takeTour')}</Button>
      <Button onClick={() => store.settings.set('tourSeen', true)}>{t('app.skipTour')}</Button>
    </div>
  );
}
