import { type StateView, socketState } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import styles from './SocketState.module.css';

/** One shape for each phase: part of a ring, disc, half disc, square; a crossed octagon where it went wrong. */
function Shape({ phase, tone }: StateView) {
  const common = {
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 1.6,
    'stroke-linecap': 'round' as const,
  };
  if (tone === 'error') {
    return <path {...common} d="M5.4 2.2h5.2l3.2 3.2v5.2l-3.2 3.2H5.4l-3.2-3.2V5.4zM6 6l4 4M10 6l-4 4" />;
  }
  switch (phase) {
    case 'connecting':
      return <path {...common} d="M8 3a5 5 0 1 0 5 5" />;
    case 'open':
      return <circle cx="8" cy="8" r="5" fill="currentColor" />;
    case 'closing':
      return (
        <>
          <circle {...common} cx="8" cy="8" r="4.8" />
          <path d="M8 3.2a4.8 4.8 0 0 0 0 9.6z" fill="currentColor" />
        </>
      );
    default:
      return <path {...common} d="M4 4h8v8H4z" />;
  }
}

/** A connection's state by shape, colour and word. */
export function SocketState({ socket, detail }: { socket: Socket; detail?: string }) {
  const view = socketState(socket);
  return (
    <span class={styles.mark} data-tone={view.tone}>
      <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
        <Shape {...view} />
      </svg>
      {view.word}
      {detail}
    </span>
  );
}
