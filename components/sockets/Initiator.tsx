import { Properties, Property } from '@/components/ui/Properties';
import { Section } from '@/components/ui/Section';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { parseStack, type StackLine } from '@/utils/panel/stack';
import { maskUrl } from '@/utils/panel/url';
import type { Socket } from '@/utils/websocket/model';
import styles from './LifeTab.module.css';

/** Who opened the connection: the page, the frame, and the lines of its script. */
export function Initiator({ store, socket }: { store: PanelStore; socket: Socket }) {
  const { place } = socket;
  const lines = parseStack(socket.stack ?? '');
  return (
    <Section title={t('sockets.initiator')}>
      <Properties>
        <Property name={t('sockets.document')}>{place.documentUrl && maskUrl(place.documentUrl)}</Property>
        <Property name={t('sockets.frame')}>{frameName(place)}</Property>
        <Property name="API">{socket.api}</Property>
        <Property name={t('sockets.seenBy')}>{socket.source && t('sockets.seenByDevtools')}</Property>
        <Property name={t('sockets.framesFrom')}>
          {socket.framesFrom && t('sockets.framesFromDevtools')}
        </Property>
      </Properties>
      {lines.length > 0 && (
        <ol class={styles.stack} aria-label={t('sockets.callStack')}>
          {lines.map((line, depth) => (
            <li key={depth}>
              {line.name || t('sockets.anonymous')} <Where store={store} line={line} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** A place in a script, as the way there in the browser's own Sources where there is one. */
function Where({ store, line }: { store: PanelStore; line: StackLine }) {
  const { openSource } = store;
  if (!openSource) return <span title={line.url}>{line.where}</span>;
  return (
    <button
      type="button"
      class={styles.source}
      title={t('sockets.openSource', { url: line.url })}
      onClick={() => openSource(line.source)}
    >
      {line.where}
    </button>
  );
}

function frameName({ tabId, frameId }: Socket['place']): string {
  if (tabId < 0) return t('sockets.frameNone');
  return frameId === 0 ? t('sockets.frameTop') : t('sockets.frameNumber', { number: `${frameId}` });
}
