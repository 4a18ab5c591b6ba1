import { Button } from '@/components/ui/Button';
import { later } from '@/components/ui/later';
import { Split } from '@/components/ui/Split';
import { useBeside } from '@/components/ui/useBeside';
import type { PanelStore } from '@/utils/panel';
import { SocketsEmpty } from './SocketsEmpty';
import styles from './SocketsHalf.module.css';

/** An empty panel, which is what opens first, has no list. */
const SocketList = later(() => import('./SocketList').then((module) => module.SocketList));

/** Frames, payloads, close codes: nothing of it is seen before a connection is chosen. */
const SocketDetail = later(() => import('./SocketDetail').then((module) => module.SocketDetail));

/** The left half: connections, and below them the one that is opened. */
export function SocketsHalf({ store }: { store: PanelStore }) {
  const [box, beside] = useBeside<HTMLElement>(store.settings.detailPlace.value);
  const all = store.session.value.sockets.length;
  const shown = store.sockets.value.length;
  const socket = store.openedSocket.value;
  const brushed = store.spans.brush.value !== undefined;
  return (
    <section ref={box} class={styles.half} aria-label="WebSockets">
      {all === 0 && <SocketsEmpty />}
      {all > 0 && shown === 0 && (
        <div class={styles.hint}>
          <p>
            No connection answers the filter{brushed && ' in the chosen span of time'}.{' '}
            <Button
              onClick={() => {
                store.filter.set('');
                store.spans.setBrush(undefined);
              }}
            >
              Show all
            </Button>
          </p>
        </div>
      )}
      {shown > 0 && (
        <Split
          label="Height of the connection list"
          axis={beside ? 'x' : 'y'}
          share={store.settings.socketListShare.value}
          onShare={(share) => store.settings.set('socketListShare', share)}
          fit={!beside}
        >
          <SocketList store={store} />
          {socket && <SocketDetail key={socket.id} store={store} socket={socket} />}
        </Split>
      )}
    </section>
  );
}
