import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Column, Grid, type GridRow } from '@/components/ui/Grid';
import { useSize } from '@/components/ui/useSize';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { Decoding, Said } from '@/utils/panel/decoding';
import { formatBytes } from '@/utils/panel/format';
import type { FrameList } from '@/utils/panel/frame-list';
import { type FrameText, TIME_LABEL } from '@/utils/panel/frame-texts';
import { frameTime, TIME_WIDTH, timeColumnsFor } from '@/utils/panel/frame-times';
import { notesOn } from '@/utils/panel/notes';
import { endedAt, openedAt } from '@/utils/panel/socket-view';
import type { Frame } from '@/utils/session/frames';
import type { Socket } from '@/utils/websocket/model';
import { FrameSummary } from './FrameSummary';
import styles from './FramesTab.module.css';
import type { ChosenFrames } from './useChosenFrames';
import { useFollowing } from './useFollowing';

interface FrameTableProps {
  store: PanelStore;
  socket: Socket;
  list: FrameList;
  /** The frame that is looked at, also where a filter keeps it out of the list. */
  current?: Frame;
  selected: number;
  choosing: ChosenFrames;
  decoding?: Decoding;
  onKey: (event: KeyboardEvent) => boolean;
  /** Enter: to the payload. */
  onOpen: () => void;
}

/** What the columns beside the times take, px. */
const OTHERS = 34 + 52 + 64 + 130;
const TEXT = { plain: true, dim: true } as const;
/** Rows that are remembered as they were drawn. */
const MOST_DRAWN = 500;

interface DrawnRow {
  cells: readonly ComponentChildren[];
  /** What it was drawn by: its line, and how many frames its operation had. */
  said?: Said;
  frames?: number;
}

/** The frames of one connection. Follows the newest until one scrolls up; then says how many came. */
export function FrameTable(props: FrameTableProps) {
  const { store, socket, list, current, selected, choosing, decoding, onKey, onOpen } = props;
  const [box, { width }] = useSize<HTMLDivElement>();
  const { follow, newer, setFollow } = useFollowing(socket.id, list.count, selected < 0);
  const times = timeColumnsFor(store.settings.timeColumns.value, Math.max(0, width - OTHERS));
  const notable = store.session.value.marks;
  const notes = useMemo(() => notesOn(notable, socket.id), [notable, socket.id]);
  const pins = store.pins.pins.value[socket.id];
  const { search } = store;
  search.version.value;
  // Where a search filters, every row of the list answers it.
  const marks = search.marks.value;
  const opened = openedAt(socket) ?? socket.createdAt;
  const ended = endedAt(socket) !== undefined;

  const columns: Column[] = [
    ...times.map((id) => ({
      id,
      label: t(TIME_LABEL[id]),
      width: `${TIME_WIDTH[id]}px`,
      end: true,
      ...TEXT,
    })),
    { id: 'direction', label: '↑↓', width: '34px', title: t('frames.directionHint') },
    { id: 'type', label: t('frames.type'), width: '52px', ...TEXT },
    { id: 'size', label: t('frames.size'), width: '64px', end: true, plain: true },
    { id: 'summary', label: t('frames.data'), width: 'minmax(120px, 1fr)' },
  ];

  // What of a row does not hang on the selection, as it was drawn: neither looking at another frame nor what is read of
  // others draws it anew.
  const drawn = useMemo(
    () => new Map<number, DrawnRow>(),
    [store, decoding, store.version.value, notes, pins, ended],
  );

  function cellsOf(frame: Frame): readonly ComponentChildren[] {
    const said = decoding?.get(frame.index);
    const pair = decoding?.conversationOf(frame.index);
    const known = drawn.get(frame.index);
    if (known && known.said === said && known.frames === pair?.conversation.frames.length) return known.cells;
    if (drawn.size >= MOST_DRAWN) drawn.clear();
    const direction: FrameText = frame.sent ? 'frames.sent' : 'frames.received';
    const cells = [
      <span
        key="direction"
        class={frame.sent ? styles.sent : styles.received}
        role="img"
        aria-label={t(direction)}
      >
        {frame.sent ? '↑' : '↓'}
      </span>,
      t(frame.binary ? 'frames.binary' : 'frames.text'),
      formatBytes(frame.size),
      <FrameSummary
        key="summary"
        store={store}
        frame={frame}
        decoding={decoding}
        note={notes.get(frame.seq)}
        pinned={pins?.includes(frame.seq)}
        ended={ended}
      />,
    ];
    drawn.set(frame.index, { cells, said, frames: pair?.conversation.frames.length });
    return cells;
  }

  function row(index: number): GridRow | undefined {
    const frame = store.frames.get(list.indices[index]!);
    if (!frame) return undefined;
    const facts = {
      at: frame.at,
      openedAt: opened,
      previousAt: index > 0 ? store.frames.timeAt(list.indices[index - 1]!) : undefined,
      selectedAt: current?.at,
    };
    return {
      key: frame.seq,
      chosen: choosing.has(frame.seq),
      hit: marks && search.has(frame.index),
      cells: [...times.map((column) => frameTime(column, facts)), ...cellsOf(frame)],
    };
  }

  return (
    <div ref={box} class={styles.list}>
      <Grid
        label={t('frames.tableLabel', { number: socket.ordinal })}
        of={socket.id}
        several
        recycled
        columns={columns}
        count={list.count}
        row={row}
        selected={selected}
        onSelect={choosing.choose}
        onOpen={onOpen}
        onKey={onKey}
        follow={follow}
        onFollow={setFollow}
      />
      {!follow && newer > 0 && (
        <button type="button" class={styles.newer} onClick={() => setFollow(true)}>
          ↓ {t('frames.newer', { count: newer })}
        </button>
      )}
    </div>
  );
}
