import { Section } from '@/components/ui/Section';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { attemptsOf, backoffOf, waitsOf } from '@/utils/panel/connection-rows';
import { formatClock, formatDuration } from '@/utils/panel/format';
import { closeCode, endedAt, lifetime } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import styles from './AttemptsSection.module.css';
import { SocketState } from './SocketState';

const BACKOFF = {
  grows: 'sockets.backoffGrows',
  steady: 'sockets.backoffSteady',
  none: 'sockets.backoffNone',
  uneven: 'sockets.backoffUneven',
} as const;

/** Attempts that are listed, the newest. */
const MOST = 50;

/** The connections to the same address before and after this one, and how long the page waited before each. */
export function AttemptsSection({ store, socket }: { store: PanelStore; socket: Socket }) {
  const all = attemptsOf(store.session.value.sockets, socket);
  if (all.length < 2) return null;
  const attempts = all.slice(-MOST);
  const waits = waitsOf(attempts);
  const longest = Math.max(...waits, 1);
  const backoff = backoffOf(waits);
  return (
    <Section title={t('sockets.attempts', { count: all.length })}>
      {backoff && <p class={styles.note}>{t(BACKOFF[backoff])}</p>}
      <ol class={styles.list}>
        {attempts.map((one, at) => (
          <li key={one.ordinal}>
            {at > 0 && (
              <span class={styles.wait}>
                <i style={{ width: `${Math.max(1, (waits[at - 1]! / longest) * 100)}%` }} />
                <span>{t('sockets.waited', { time: formatDuration(waits[at - 1]!) })}</span>
              </span>
            )}
            <button
              type="button"
              class={styles.attempt}
              aria-current={one.id === socket.id}
              onClick={() => store.select({ kind: 'socket', id: one.id })}
            >
              <span class={styles.dim}>#{one.ordinal}</span>
              <span class={styles.dim}>{formatClock(one.createdAt)}</span>
              <SocketState socket={one} />
              <span>{closeCode(one) ?? ''}</span>
              <span class={styles.dim}>{endedAt(one) !== undefined && formatDuration(lifetime(one, 0))}</span>
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}
