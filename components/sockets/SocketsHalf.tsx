import { Button } from '@/components/ui/Button';
import { later } from '@/components/ui/later';
import { Split } from '@/components/ui/Split';
import { useBeside } from '@/components/ui/useBeside';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { SharedWorkers } from './SharedWorkers';
import { SocketsEmpty } from './SocketsEmpty';
import styles from './SocketsHalf.module.css';
import { UnlistedWorkers } from './UnlistedWorkers';

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
    <section ref={box} class={styles.half} aria-label={t('app.sockets')}>
      {all === 0 && <SocketsEmpty />}
      {all > 0 && shown === 0 && (
        <div class={styles.hint}>
          <p>
            {t(brushed ? 'sockets.noneAnswerInSpan' : 'sockets.noneAnswer')}{' '}
            <Button
              onClick={() => {
                store.filter.set('');
                store.spans.setBrush(undefined);
              }}
            >
              {t('sockets.showAll')}
            </Button>
          </p>
        </div>
      )}
      {shown > 0 && (
        <Split
          label={t('sockets.splitLabel')}
          axis={beside ? 'x' : 'y'}
          share={store.settings.socketListShare.value}
          onShare={(share) => store.settings.set('socketListShare', share)}
          fit={!beside}
        >
          <SocketList store={store} />
          {socket && <SocketDetail store={store} socket={socket} />}
        </Split>
      )}
      <SharedWorkers store={store} />
      <UnlistedWorkers store={store} />
    </section>
  );
}
