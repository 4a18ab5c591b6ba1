import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './Decoders.module.css';
import { OwnDecoders } from './OwnDecoders';
import { Schemas } from './Schemas';

/** Decoders of the user's own, and Protocol Buffers schemas. */
export function DecodersSection({ store }: { store: PanelStore }) {
  return (
    <>
      <h3 class={styles.title}>{t('decoding.own')}</h3>
      <OwnDecoders settings={store.settings} />
      <h3 class={styles.title}>{t('decoding.schemas')}</h3>
      <Schemas settings={store.settings} />
    </>
  );
}
