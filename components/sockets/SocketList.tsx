import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { type Column, Grid, type GridRow } from '@/components/ui/Grid';
import { useSize } from '@/components/ui/useSize';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { type ConnectionRow, connectionRows } from '@/utils/panel/connection-rows';
import { urlView } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import { type ColumnId, SocketCell } from './SocketCell';
import styles from './SocketList.module.css';

/** Columns, and the width of the list from which there is room for each. */
const COLUMNS: readonly (Pick<Column, 'width' | 'end'> & { id: ColumnId; from?: number })[] = [
  { id: 'ordinal', width: '34px', end: true },
  { id: 'state', width: '100px' },
  { id: 'url', width: 'minmax(110px, 1fr)' },
  { id: 'protocol', width: '104px', from: 890 },
  { id: 'frames', width: '110px', end: true, from: 440 },
  { id: 'rate', width: '68px', from: 600 },
  { id: 'bytes', width: '60px', end: true, from: 760 },
  { id: 'time', width: '68px', end: true, from: 500 },
  { id: 'code', width: '46px', end: true, from: 310 },
  { id: 'token', width: '66px', from: 350 },
];

const LABELS = {
  ordinal: 'sockets.ordinal',
  state: 'sockets.state',
  url: 'sockets.connection',
  protocol: 'sockets.protocol',
  frames: 'sockets.frames',
  rate: 'sockets.rate',
  bytes: 'sockets.bytes',
  time: 'sockets.lasted',
  code: 'sockets.code',
  token: 'sockets.token',
} as const satisfies Record<ColumnId, string>;

const HINTS = {
  ordinal: 'sockets.ordinalHint',
  frames: 'sockets.framesHint',
  rate: 'sockets.rateHint',
  bytes: 'sockets.bytesHint',
  time: 'sockets.lastedHint',
  code: 'sockets.codeHint',
  token: 'sockets.tokenHint',
} as const satisfies Partial<Record<ColumnId, string>>;

const columnOf = ({ id, width, end }: (typeof COLUMNS)[number]): Column => ({
  id,
  width,
  end,
  label: t(LABELS[id]),
  title: id in HINTS ? t(HINTS[id as keyof typeof HINTS]) : undefined,
});

interface DrawnRow {
  socket: Socket;
  attempts?: readonly Socket[];
  open: boolean;
  cells: readonly ComponentChildren[];
}

/** Rows that are remembered as they were drawn. */
const MOST_DRAWN = 200;

/** The connections of the page, each a row; by page and frame where there are several, reconnects folded. */
export function SocketList({ store }: { store: PanelStore }) {
  const [box, { width }] = useSize<HTMLDivElement>();
  const [open, setOpen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const opened = store.openedSocket.value?.id;
  const rows = connectionRows(store.sockets.value, { open, opened });
  const columns = COLUMNS.filter((column) => (column.from ?? 0) <= width);
  store.search.version.value;
  const marks = store.search.marks.value;
  const tree = rows.some((row) => row.kind !== 'socket' || row.attempts !== undefined);

  function toggle(row: ConnectionRow | undefined, to?: boolean): boolean {
    if (row?.kind !== 'socket' || !row.attempts || row.open === to) return false;
    setOpen(new Map(open).set(row.key, !row.open));
    // What is looked at must not be folded away: the latest one is looked at then.
    if (row.open && opened !== row.socket.id && row.attempts.some(({ id }) => id === opened))
      store.select({ kind: 'socket', id: row.socket.id });
    return true;
  }

  // A connection's cells stay as they were drawn until something of it changes: a selection draws none anew.
  const drawn = useMemo(() => new Map<string, DrawnRow>(), [store, columns.length]);
  const toggleNow = useRef(toggle);
  toggleNow.current = toggle;

  function cellsOf(row: Exclude<ConnectionRow, { kind: 'place' }>): readonly ComponentChildren[] {
    const { socket } = row;
    const { attempts, open: unfolded = false } = row.kind === 'socket' ? row : {};
    const known = drawn.get(row.key);
    if (known?.socket === socket && known.attempts === attempts && known.open === unfolded)
      return known.cells;
    const cells = columns.map(({ id }) => (
      <SocketCell
        key={id}
        store={store}
        socket={socket}
        of={id}
        attempts={attempts}
        open={unfolded}
        beneath={row.kind === 'attempt'}
        onToggle={() => toggleNow.current(row)}
      />
    ));
    if (drawn.size >= MOST_DRAWN) drawn.clear();
    drawn.set(row.key, { socket, attempts, open: unfolded, cells });
    return cells;
  }

  function draw(index: number): GridRow | undefined {
    const row = rows[index];
    if (!row) return undefined;
    if (row.kind === 'place') {
      return { key: row.key, head: true, level: 1, cells: columns.map(({ id }) => placeCell(id, row)) };
    }
    const { socket } = row;
    // A row that is folded stands for all of its attempts.
    const stood = row.kind === 'socket' && row.attempts && !row.open ? row.attempts : [socket];
    return {
      key: row.key,
      hit: marks && stood.some(({ id }) => store.search.answers(id) || store.search.foundIn(id) > 0),
      related: stood.some(({ id }) => store.related.value.sockets.has(id)),
      title: urlView(socket).full,
      level: tree ? (row.kind === 'attempt' ? 2 : 1) : undefined,
      expanded: row.kind === 'socket' ? row.open : undefined,
      cells: cellsOf(row),
    };
  }

  return (
    <div ref={box} class={styles.list}>
      <Grid
        label={t('sockets.listLabel')}
        tree={tree}
        columns={columns.map(columnOf)}
        count={rows.length}
        row={draw}
        selected={rows.findIndex((row) => row.kind !== 'place' && row.socket.id === opened)}
        onSelect={(index) => {
          const row = rows[index];
          if (row && row.kind !== 'place') store.select({ kind: 'socket', id: row.socket.id });
        }}
        onOpen={(index) => toggle(rows[index])}
        onKey={(event) => {
          const at = rows.findIndex(
            (row) => row.kind === 'socket' && row.attempts?.some(({ id }) => id === opened),
          );
          if (event.key === 'ArrowRight') return toggle(rows[at], true);
          return event.key === 'ArrowLeft' && toggle(rows[at], false);
        }}
        least="244px"
      />
    </div>
  );
}

const PLACES = { page: 'sockets.page', frame: 'sockets.inFrame', worker: 'sockets.worker' } as const;

function placeCell(of: ColumnId, row: Extract<ConnectionRow, { kind: 'place' }>) {
  if (of === 'ordinal') return <span>{row.count}</span>;
  if (of === 'state') return <span>{t(PLACES[row.of])}</span>;
  return of === 'url' ? <span title={row.page}>{row.page || t('sockets.pageUnknown')}</span> : null;
}
