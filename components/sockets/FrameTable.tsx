import { useRef, useState } from 'preact/hooks';
import { type Column, Grid, type GridRow } from '@/components/ui/Grid';
import type { PanelStore } from '@/utils/panel';
import type { Decoding, Said } from '@/utils/panel/decoding';
import { formatBytes, formatCount } from '@/utils/panel/format';
import { type FrameList, frameTime } from '@/utils/panel/frame-list';
import { summarise, visible } from '@/utils/panel/summary';
import type { Frame } from '@/utils/session/frames';
import type { Socket } from '@/utils/websocket/model';
import styles from './FramesTab.module.css';

const TIMES = { clock: 'Time', 'since-open': 'Since open', delta: 'Δ time' } as const;

interface FrameTableProps {
  store: PanelStore;
  socket: Socket;
  list: FrameList;
  selected: number;
  decoding?: Decoding;
}

/** The frames of one connection. Follows the newest until one scrolls up; then says how many came. */
export function FrameTable({ store, socket, list, selected, decoding }: FrameTableProps) {
  const [follow, setFollow] = useState(selected < 0);
  const seen = useRef(list.count);
  if (follow) seen.current = list.count;
  const newer = list.count - seen.current;
  const mode = store.settings.timeMode.value;
  const { state } = socket;
  const openedAt = state.phase === 'open' ? state.since : 'openedAt' in state ? state.openedAt : undefined;

  const columns: Column[] = [
    { id: 'time', label: TIMES[mode], width: '96px', end: true },
    { id: 'direction', label: '↑↓', width: '30px', title: 'Direction: ↑ sent, ↓ received' },
    { id: 'type', label: 'Type', width: '52px' },
    { id: 'size', label: 'Size', width: '64px', end: true },
    { id: 'summary', label: 'Data', width: 'minmax(120px, 1fr)' },
  ];

  function row(index: number): GridRow | undefined {
    const frame = store.frames.get(list.indices[index]!);
    if (!frame) return undefined;
    const before = index > 0 ? store.frames.timeAt(list.indices[index - 1]!) : undefined;
    const time = frameTime(mode, frame.at, openedAt ?? socket.createdAt, before);
    return { key: frame.seq, cells: frameCells(frame, time, decoding?.get(frame.index)) };
  }

  return (
    <div class={styles.list}>
      <Grid
        label={`Frames of connection ${socket.ordinal}`}
        columns={columns}
        count={list.count}
        row={row}
        selected={selected}
        onSelect={(index) => {
          const frame = store.frames.get(list.indices[index]!);
          if (frame) store.select({ kind: 'frame', socketId: socket.id, seq: frame.seq });
        }}
        follow={follow}
        onFollow={setFollow}
      />
      {!follow && newer > 0 && (
        <button type="button" class={styles.newer} onClick={() => setFollow(true)}>
          ↓ {formatCount(newer)} new
        </button>
      )}
    </div>
  );
}

/** A decoded line where it was decoded into one; the payload's own beginning else. */
function lineOf(frame: Frame, decoded: Said | undefined): { kind: string; text: string } {
  if (!decoded || frame.missing || frame.size === 0 || decoded.kind === 'not decoded')
    return summarise(frame);
  return { kind: decoded.error ? 'error' : 'decoded', text: visible(decoded.summary) };
}

function frameCells(frame: Frame, time: string, decoded: Said | undefined): GridRow['cells'] {
  const summary = lineOf(frame, decoded);
  return [
    <span key="time" class={styles.dim}>
      {time}
    </span>,
    <span
      key="direction"
      class={frame.sent ? styles.sent : styles.received}
      role="img"
      aria-label={frame.sent ? 'sent' : 'received'}
    >
      {frame.sent ? '↑' : '↓'}
    </span>,
    <span key="type" class={styles.dim}>
      {frame.binary ? 'binary' : 'text'}
    </span>,
    <span key="size">{formatBytes(frame.size)}</span>,
    <>
      {frame.truncated && (
        <span class={styles.cut} title="Only the beginning of this payload was kept">
          cut
        </span>
      )}
      <span class={styles.summary} data-kind={summary.kind} title={summary.text}>
        {summary.text}
      </span>
    </>,
  ];
}
