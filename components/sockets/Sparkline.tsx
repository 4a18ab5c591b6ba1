import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { formatCount } from '@/utils/panel/format';
import { endedAt } from '@/utils/panel/socket-view';
import { densitiesOf } from '@/utils/panel/timeline/density';
import type { Socket } from '@/utils/websocket/model';
import styles from './Sparkline.module.css';

interface SparklineProps {
  store: PanelStore;
  socket: Socket;
  /** Columns that are drawn, each two px wide. */
  columns?: number;
  height?: number;
}

/** Frames a second over a connection's life: sent above the line, received beneath it, on one scale. */
export function Sparkline({ store, socket, columns = 28, height = 16 }: SparklineProps) {
  const end = endedAt(socket);
  // Only what lives moves with the clock.
  const now = end ?? store.clock.value;
  if (!socket.framesVisible || !socket.lastFrameAt) return null;
  const span = { from: socket.createdAt, to: Math.max(now, socket.lastFrameAt, socket.createdAt + 1000) };
  const { sent, received, most } = densitiesOf(store.frames).of(socket.id, span, columns);
  if (most === 0) return null;
  const middle = height / 2;
  const tall = (count: number) => (count === 0 ? 0 : Math.max(1, (count / most) * (middle - 1)));
  const peak = formatCount(Math.ceil((most / (span.to - span.from)) * columns * 1000));
  const label = t('sockets.rateLabel', { peak });
  return (
    <svg class={styles.line} width={columns * 2} height={height} role="img" aria-label={label}>
      <title>{label}</title>
      <path class={styles.sent} d={bars(sent, (count) => [middle - tall(count), tall(count)])} />
      <path class={styles.received} d={bars(received, (count) => [middle, tall(count)])} />
      <path class={styles.axis} d={`M0 ${middle}h${columns * 2}`} />
    </svg>
  );
}

function bars(counts: Uint32Array, place: (count: number) => [top: number, height: number]): string {
  let path = '';
  counts.forEach((count, at) => {
    if (count === 0) return;
    const [top, height] = place(count);
    path += `M${at * 2} ${top.toFixed(1)}h2v${height.toFixed(1)}h-2z`;
  });
  return path;
}
