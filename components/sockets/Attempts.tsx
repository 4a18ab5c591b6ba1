import { t } from '@/utils/i18n';
import { waitsOf } from '@/utils/panel/connection-rows';
import { formatDuration } from '@/utils/panel/format';
import { socketState } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import styles from './Attempts.module.css';

/** Attempts that are drawn, the newest, so that the address beside them keeps its room; all are counted. */
const MOST = 6;
const HEIGHT = 14;
const STEP = 10;

/** Attempts to one address: a mark for each, and before it a bar as tall as the wait was long (by its logarithm). */
export function Attempts({ attempts }: { attempts: readonly Socket[] }) {
  const drawn = attempts.slice(-MOST);
  const waits = waitsOf(drawn);
  const longest = Math.max(...waits, 1);
  const height = (wait: number) => 1 + ((HEIGHT - 3) * Math.log1p(wait)) / Math.log1p(longest);
  const label = t('sockets.attemptsLabel', {
    count: attempts.length,
    waits: waits.slice(-6).map(formatDuration).join(', '),
  });
  return (
    <span class={styles.attempts} role="img" aria-label={label} title={label}>
      <b>×{attempts.length}</b>
      <svg width={drawn.length * STEP} height={HEIGHT} aria-hidden="true">
        {drawn.map((socket, at) => (
          <g key={socket.ordinal} transform={`translate(${at * STEP} 0)`}>
            {at > 0 && (
              <rect
                class={styles.wait}
                x={-2}
                y={HEIGHT - 1 - height(waits[at - 1]!)}
                width={3}
                height={height(waits[at - 1]!)}
              />
            )}
            <Mark tone={socketState(socket).tone} />
          </g>
        ))}
      </svg>
    </span>
  );
}

/** A disc for one that lived or lives, a cross for one that went wrong. */
function Mark({ tone }: { tone: string }) {
  return tone === 'error' ? (
    <path class={styles.bad} d={`M3 ${HEIGHT - 6}l4 4m0-4-4 4`} />
  ) : (
    <circle class={styles.good} data-tone={tone} cx="5" cy={HEIGHT - 4} r="2" />
  );
}
