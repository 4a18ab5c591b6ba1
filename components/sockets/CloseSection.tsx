import { Confidence } from '@/components/ui/Confidence';
import { Properties, Property } from '@/components/ui/Properties';
import { Section } from '@/components/ui/Section';
import { t } from '@/utils/i18n';
import { closeView } from '@/utils/panel/close-view';
import type { Socket } from '@/utils/websocket/model';
import styles from './LifeTab.module.css';

/** Why and by whom a connection ended; nothing while it lives. */
export function CloseSection({ socket }: { socket: Socket }) {
  const view = closeView(socket);
  if (!view) return null;
  const { title, code, reason, closer, next } = view;
  return (
    <Section title={title}>
      <Properties>
        {code && (
          <Property name={t('closeCodes.code')}>
            <b>
              {code.number} {code.name}
            </b>{' '}
            {code.meaning}{' '}
            <span class={styles.dim}>
              {code.source} {code.sender}
            </span>
          </Property>
        )}
        <Property name={t('closeCodes.reason')}>{reason}</Property>
        {closer && (
          <Property name={t('closeCodes.endedBy')}>
            {closer.who} <Confidence of={closer.confidence} /> <span class={styles.dim}>{closer.how}</span>
          </Property>
        )}
        <Property name={t('closeCodes.next')}>{next}</Property>
      </Properties>
    </Section>
  );
}
