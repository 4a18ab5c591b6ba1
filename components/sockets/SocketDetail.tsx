import { CopyAs } from '@/components/copy/CopyAs';
import { CopyButton } from '@/components/ui/CopyButton';
import { Tabs } from '@/components/ui/Tabs';
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

/** The opened connection. */
export function SocketDetail({ store, socket }: { store: PanelStore; socket: Socket }) {
  const tab = store.view.state.value.socketTab;
  const frames = formatCount(socket.sent.frames + socket.received.frames);
  const url = maskUrl(socket.url);
  return (
    <section class={styles.detail} aria-label={`Connection ${socket.ordinal}`}>
      <header class={styles.title}>
        <span class={styles.ordinal}>#{socket.ordinal}</span>
        <SocketState socket={socket} />
        <span class={styles.url} title={url}>
          {url}
        </span>
        <MuteButton store={store} socket={socket} />
        <CopyButton label="Copy the URL, credentials masked" text={() => url} />
        <CopyAs
          session={store.session.value}
          subject={() => ({ kind: 'socket', socket, frames: firstFrames(store.frames, socket.id) })}
        />
      </header>
      <Tabs
        label="Parts of the connection"
        tabs={[
          { id: 'life', label: 'Life' },
          { id: 'handshake', label: 'Handshake' },
          { id: 'frames', label: 'Frames', count: socket.framesVisible ? frames : undefined },
        ]}
        selected={tab}
        onSelect={(socketTab) => store.view.show({ socketTab })}
        panelClass={styles.panel}
      >
        {tab === 'life' && <LifeTab store={store} socket={socket} />}
        {tab === 'handshake' && <HandshakeTab socket={socket} />}
        {tab === 'frames' && <FramesTab store={store} socket={socket} />}
      </Tabs>
    </section>
  );
}
