import { Properties, Property } from '@/components/ui/Properties';
import { Section } from '@/components/ui/Section';
import { parseStack } from '@/utils/panel/stack';
import { maskUrl } from '@/utils/panel/url';
import type { Socket } from '@/utils/websocket/model';
import styles from './LifeTab.module.css';

/** Who opened the connection: the page, the frame, and the lines of its script. */
export function Initiator({ socket }: { socket: Socket }) {
  const { place } = socket;
  const lines = parseStack(socket.stack ?? '');
  return (
    <Section title="Initiator">
      <Properties>
        <Property name="Document">{place.documentUrl && maskUrl(place.documentUrl)}</Property>
        <Property name="Frame">{frameName(place)}</Property>
        <Property name="API">{socket.api}</Property>
        <Property name="Seen by">
          {socket.source &&
            'DevTools: a worker opened it, where no extension may run. Its frames come about a second late.'}
        </Property>
      </Properties>
      {lines.length > 0 && (
        <ol class={styles.stack} aria-label="Call stack">
          {lines.map((line, depth) => (
            <li key={depth}>
              {line.name || '(anonymous)'} <span title={line.url}>{line.where}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function frameName({ tabId, frameId }: Socket['place']): string {
  if (tabId < 0) return 'none: a service worker';
  return frameId === 0 ? 'top frame' : `frame ${frameId}`;
}
