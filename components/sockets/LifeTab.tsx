import { FindingsAt } from '@/components/findings/FindingsAt';
import { Section } from '@/components/ui/Section';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { formatClock, formatSince } from '@/utils/panel/format';
import { lifeOf } from '@/utils/panel/life';
import { linksOf, unseenFrames } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import { AttemptsSection } from './AttemptsSection';
import { CloseSection } from './CloseSection';
import { Initiator } from './Initiator';
import styles from './LifeTab.module.css';
import detail from './SocketDetail.module.css';
import { StoriesSection } from './StoriesSection';
import { TokenSection } from './TokenSection';

/** What happened to a connection, why it ended, and what it was opened with. */
export function LifeTab({ store, socket }: { store: PanelStore; socket: Socket }) {
  const links = linksOf(store.session.value, socket.id);
  const unseen = unseenFrames(socket);
  return (
    <div class={detail.scroll}>
      <FindingsAt findings={store.findings} ids={[socket.id]} onOpen={store.showFinding} />
      <StoriesSection store={store} socket={socket} />
      <CloseSection socket={socket} />
      {links.map((link) => (
        <TokenSection key={link.link.tokenId} store={store} socket={socket} view={link} />
      ))}
      <Section title={t('sockets.life')}>
        <LifeEvents
          store={store}
          socket={socket}
          expiries={links.flatMap(({ token }) => token?.expiresAt ?? [])}
        />
        {socket.late && <p class={styles.note}>{t('sockets.late')}</p>}
        {unseen && <p class={styles.note}>{unseen}</p>}
      </Section>
      <AttemptsSection store={store} socket={socket} />
      <Initiator store={store} socket={socket} />
    </div>
  );
}

interface LifeEventsProps {
  store: PanelStore;
  socket: Socket;
  expiries: readonly number[];
}

function LifeEvents({ store, socket, expiries }: LifeEventsProps) {
  const past = expiries.some((at) => at > socket.createdAt) ? store.clock.value : Number.POSITIVE_INFINITY;
  const events = lifeOf(
    socket,
    expiries.filter((at) => at <= past),
  );
  return (
    <table class={styles.events}>
      <thead>
        <tr>
          <th scope="col">{t('sockets.lifeTime')}</th>
          <th scope="col">{t('sockets.lifeSince')}</th>
          <th scope="col">{t('sockets.lifeWhat')}</th>
          <th scope="col">
            <span class="visually-hidden">{t('sockets.lifeDetail')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={`${event.what}${event.at}`} data-tone={event.tone}>
            <td>{formatClock(event.at)}</td>
            <td class={styles.time}>{formatSince(event.at - socket.createdAt)}</td>
            <td class={styles.what}>{event.what}</td>
            <td>{event.detail}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
