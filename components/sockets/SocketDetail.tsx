import { CopyAs } from '@/components/copy/CopyAs';
import { CopyButton } from '@/components/ui/CopyButton';
import { later } from '@/components/ui/later';
import { Tabs } from '@/components/ui/Tabs';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { firstFrames } from '@/utils/panel/copy/first-frames';
import { formatCount } from '@/utils/panel/format';
import { maskUrl } from '@/utils/panel/url';
import type { Socket } from '@/utils/websocket/model';
import { FramesTab } from './FramesTab';
import { HandshakeTab } from './HandshakeTab';
import { LifeTab } from './LifeTab';
import { MuteButton } from './MuteButton';
import styles from './SocketDetail.module.css';
import { SocketState } from './SocketState';

const StatisticsTab = later(() => import('./StatisticsTab').then((module) => module.StatisticsTab));

/** The opened connection. Another one is drawn in its place: a list of frames is dear to build, and cheap to fill. */
export function SocketDetail({ store, socket }: { store: PanelStore; socket: Socket }) {
  const tab = store.view.state.value.socketTab;
  const frames = formatCount(socket.sent.frames + socket.received.frames);
  const url = maskUrl(socket.url);
  return (
    <section class={styles.detail} aria-label={t('sockets.detailLabel', { number: `${socket.ordinal}` })}>
      <header class={styles.title}>
        <span class={styles.ordinal}>#{socket.ordinal}</span>
        <SocketState socket={socket} />
        <span class={styles.url} title={url}>
          {url}
        </span>
        <MuteButton store={store} socket={socket} />
        <CopyButton label={t('sockets.copyUrl')} text={() => url} />
        <CopyAs
          session={store.session.value}
          subject={() => ({ kind: 'socket', socket, frames: firstFrames(store.frames, socket.id) })}
        />
      </header>
      <Tabs
        label={t('sockets.parts')}
        tabs={[
          { id: 'life', label: t('sockets.life') },
          { id: 'handshake', label: t('sockets.handshake') },
          { id: 'frames', label: t('sockets.framesTab'), count: socket.framesVisible ? frames : undefined },
          { id: 'statistics', label: t('sockets.statistics') },
        ]}
        selected={tab}
        onSelect={(socketTab) => store.view.show({ socketTab })}
        of={tab === 'frames' ? undefined : socket.id}
        panelClass={styles.panel}
      >
        {tab === 'life' && <LifeTab store={store} socket={socket} />}
        {tab === 'handshake' && <HandshakeTab socket={socket} />}
        {tab === 'frames' && <FramesTab store={store} socket={socket} />}
        {tab === 'statistics' && <StatisticsTab store={store} socket={socket} />}
      </Tabs>
    </section>
  );
}
