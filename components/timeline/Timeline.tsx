import { later } from '@/components/ui/later';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './Timeline.module.css';

const TimelineView = later(() => import('./TimelineView').then((module) => module.TimelineView));

/** One time axis for everything: each flow and each connection a lane. Shown while the settings say so. */
export function Timeline({ store }: { store: PanelStore }) {
  if (!store.settings.timelineOpen.value) return null;
  const { flows, sockets } = store.session.value;
  return (
    <section class={styles.timeline} data-tour="timeline" aria-label={t('timeline.title')}>
      {flows.length + sockets.length === 0 ? (
        <p class={styles.empty}>{t('timeline.empty')}</p>
      ) : (
        <TimelineView store={store} />
      )}
    </section>
  );
}
