import { Confidence } from '@/components/ui/Confidence';
import { Properties, Property } from '@/components/ui/Properties';
import { Section } from '@/components/ui/Section';
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
          <Property name="Code">
            <b>
              {code.number} {code.name}
            </b>{' '}
            {code.meaning}
          </Property>
        )}
        <Property name="Reason">{reason}</Property>
        {closer && (
          <Property name="Ended by">
            {closer.who} <Confidence of={closer.confidence} /> <span class={styles.dim}>{closer.how}</span>
          </Property>
        )}
        <Property name="Look at next">{next}</Property>
      </Properties>
    </Section>
  );
}
