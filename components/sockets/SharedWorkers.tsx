import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './SharedWorkers.module.css';

const nameOf = (url: string) => url.replace(/[?#].*$/s, '').replace(/^.*\//s, '') || url;

/** What no source of an extension's shows, said where its connections would be: Chrome's shared workers. */
export function SharedWorkers({ store }: { store: PanelStore }) {
  const urls = store.session.value.marks.filter(({ about }) => about === 'shared-worker');
  if (urls.length === 0) return null;
  const names = urls.map(({ text }) => nameOf(text)).join(', ');
  return (
    <p class={styles.note} title={urls.map(({ text }) => text).join('\n')}>
      {t('sockets.sharedWorkers', { names })}
    </p>
  );
}
